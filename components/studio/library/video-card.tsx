"use client";

import Link from "next/link";
import { libraryCopy } from "#components/copy/library.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { isActive } from "#lib/contract/status.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { CardActions } from "./card-actions.tsx";
import { CardPicture } from "./card-picture.tsx";

type VideoCardProps = {
  video: VideoSummaryView;
  selected: boolean;
  selecting: boolean;
  onSelect: () => void;
};

/** One video of the library: picture, title, status, and who made it when. */
export function VideoCard({ video, selected, selecting, onSelect }: VideoCardProps) {
  const title = video.title ?? copy.untitled;
  const pictured = video.artifacts.length > 0 || isActive(video.status);
  return (
    <article className="group/card relative grid min-w-0 grid-cols-1 gap-2.5">
      <div
        className={cn(
          "relative aspect-video overflow-hidden rounded-still bg-raised",
          pictured && "on-media",
          selected && "ring-2 ring-ring ring-offset-2 ring-offset-background",
        )}
      >
        <CardPicture video={video} />
      </div>
      <Checkbox
        aria-label={libraryCopy.select(title)}
        checked={selected}
        onCheckedChange={onSelect}
        className={cn(
          "on-media absolute! top-2 left-2 z-2 bg-plate opacity-0 focus-visible:opacity-100 group-hover/card:opacity-100 touch:hidden",
          (selected || selecting) && "opacity-100",
        )}
      />
      <CardActions video={video} />
      <div className="grid min-w-0 grid-cols-1 gap-1.5">
        <h2 className="truncate font-medium text-body">
          <Link
            href={`/videos/${video.id}`}
            title={title}
            className="rounded-tag after:absolute after:inset-0 after:rounded-still focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:outline-offset-2"
          >
            {title}
          </Link>
        </h2>
        <div className="flex h-5.5 items-center justify-between gap-3">
          <StatusBadge status={video.status} progress={video.progress} compact />
          <p className="flex min-w-0 text-label text-muted">
            <span className="truncate">{video.modelName}</span>
            <span className="shrink-0 whitespace-pre">
              {" · "}
              <Ago at={video.createdAt} />
            </span>
          </p>
        </div>
      </div>
    </article>
  );
}

export function VideoCardSkeleton() {
  return (
    <div className="grid gap-2.5">
      <Skeleton className="aspect-video rounded-still" />
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="h-5.5 w-full" />
    </div>
  );
}
