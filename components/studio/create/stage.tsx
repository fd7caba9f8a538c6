"use client";

import { ArrowRight, WandSparkles } from "lucide-react";
import Link from "next/link";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf } from "#components/copy/format.ts";
import { videoCopy } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { Still } from "#components/studio/still.tsx";
import { useRefreshLinks, useVideo } from "#components/studio/use-api.ts";
import { useStableUrl } from "#components/studio/use-stable-url.ts";
import { Making } from "#components/studio/video/making.tsx";
import { begunAt } from "#components/studio/video/story.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Player } from "#components/ui/player.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { statusLook } from "#components/ui/status.ts";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { isActive } from "#lib/contract/status.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";

/** The latest video at full size, playing, in the making, or telling why there is none. */
export function Stage({ video, onRemix }: { video: VideoSummaryView; onRemix: (id: string) => void }) {
  const detail = useVideo(video.id);
  const refreshLinks = useRefreshLinks();
  const poster = artifactOf(video, "poster");
  const clip = useStableUrl(artifactOf(video, "video"));
  const title = video.title ?? videoCopy.untitled;
  return (
    <section aria-label={copy.stage} className="grid grid-cols-1 gap-4">
      {isActive(video.status) ? (
        <Making
          video={video}
          estimate={detail.data?.estimate}
          since={detail.data ? begunAt(detail.data) : undefined}
          className="rounded-still"
        />
      ) : clip.url ? (
        <Player
          src={clip.url}
          poster={poster?.url}
          title={title}
          width={16}
          height={9}
          loop
          hasAudio={artifactOf(video, "video")?.hasAudio ?? false}
          onLinkExpired={() => {
            clip.onError();
            void refreshLinks();
          }}
          className="rounded-still"
        />
      ) : (
        <NoPicture video={video} />
      )}
      <Caption video={video} title={title} onRemix={onRemix} />
    </section>
  );
}

type CaptionProps = { video: VideoSummaryView; title: string; onRemix: (id: string) => void };

function Caption({ video, title, onRemix }: CaptionProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 grow basis-60">
        <h2 className="text-title">
          <Link href={`/videos/${video.id}`} className="block truncate rounded-tag hover:underline">
            {title}
          </Link>
        </h2>
        <p className="text-dense text-muted">
          {`${video.modelName} · ${clockOf(video.parameters.durationSeconds)} · `}
          <Ago at={video.createdAt} />
        </p>
      </div>
      <div className="flex items-center gap-3">
        <StatusBadge status={video.status} />
        <Button size="sm" icon={WandSparkles} onClick={() => onRemix(video.id)}>
          {copy.remix}
        </Button>
      </div>
    </div>
  );
}

function NoPicture({ video }: { video: VideoSummaryView }) {
  const Icon = statusLook[video.status].icon;
  return (
    <div className="grid aspect-video content-center justify-items-center gap-3 rounded-still border bg-surface px-6 text-center">
      <Icon aria-hidden className={`size-6 ${statusLook[video.status].color}`} />
      <div className="max-w-100">
        <p className="text-section">{video.failure?.text ?? video.statusText}</p>
        <p className="mt-1 text-dense text-muted">{video.nextStep}</p>
      </div>
      <Button size="sm" asChild>
        <Link href={`/videos/${video.id}`}>{videoCopy.whatHappened}</Link>
      </Button>
    </div>
  );
}

/** The videos before it, a glance each. */
export function Strip({ videos }: { videos: readonly VideoSummaryView[] }) {
  return (
    <section aria-labelledby="strip-title" className="grid grid-cols-1 gap-3">
      <header className="flex items-center justify-between">
        <h2 id="strip-title" className="text-section">
          {copy.today}
        </h2>
        <Link
          href="/library"
          className="inline-flex items-center gap-1.5 rounded-tag text-dense text-muted hover:text-text touch:min-h-11"
        >
          {copy.openLibrary}
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      </header>
      <ul className="grid grid-cols-2 gap-4 desk:grid-cols-4">
        {videos.map((video) => (
          <li key={video.id}>
            <StripItem video={video} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StripItem({ video }: { video: VideoSummaryView }) {
  const poster = artifactOf(video, "poster");
  const source = video.sourceAssets[0];
  const look = statusLook[video.status];
  const active = isActive(video.status);
  const share = active && video.progress !== null ? ` · ${Math.floor(video.progress * 100)} %` : "";
  return (
    <Link href={`/videos/${video.id}`} className="group block rounded-control">
      <span
        className={cn(
          "relative block aspect-video overflow-hidden rounded-control bg-raised",
          (poster || active) && "on-media",
        )}
      >
        {poster ? <Still picture={poster} /> : source && active && <Still picture={source} blurred />}
        {active && (
          <span className="absolute inset-x-3 bottom-3">
            <Progress label={video.statusText} value={video.progress ?? 0} striped className="bg-white/25" />
          </span>
        )}
      </span>
      <span className="mt-2 block truncate font-medium text-dense group-hover:underline">
        {video.title ?? videoCopy.untitled}
      </span>
      <span className="mt-0.5 flex items-center gap-1.5 text-label text-muted">
        <look.icon aria-hidden className={`size-3.5 shrink-0 ${look.color}`} />
        <span className="truncate">{video.statusText + share}</span>
      </span>
    </Link>
  );
}

export function StageSkeleton() {
  return (
    <div className="grid gap-4">
      <Skeleton className="aspect-video rounded-still" />
      <Skeleton className="h-7 w-72 max-w-full" />
      <Skeleton className="h-5 w-48" />
    </div>
  );
}
