"use client";

import { Download, Ellipsis, ExternalLink, Link2, RotateCw, WandSparkles, X } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { sentenceOf } from "#components/copy/errors.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { downloadVideo } from "#components/studio/download.ts";
import { useCancelVideo, useRetryVideo } from "#components/studio/use-api.ts";
import { buttonClass, IconButton } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#components/ui/dropdown-menu.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";

/** Remix, download, more: over the picture while the card is pointed at or holds the focus. */
export function CardActions({ video }: { video: VideoSummaryView }) {
  const retry = useRetryVideo();
  const cancel = useCancelVideo();
  const onError = (refusal: unknown) => toast.error(sentenceOf(refusal));
  const clip = artifactOf(video, "video");
  return (
    <div className="on-media absolute top-2 right-2 z-2 flex gap-1.5 opacity-0 transition-opacity focus-within:opacity-100 group-hover/card:opacity-100 has-data-[state=open]:opacity-100 touch:opacity-100">
      <Link
        href={{ pathname: "/create", query: { from: video.id } }}
        aria-label={copy.remix}
        title={copy.remix}
        className={cn(buttonClass({ kind: "media", size: "sm", square: true }), "touch:hidden")}
      >
        <WandSparkles aria-hidden />
      </Link>
      {clip && (
        <IconButton
          label={copy.download}
          icon={Download}
          kind="media"
          size="sm"
          className="touch:hidden"
          onClick={() => void downloadVideo(video.id).catch(onError)}
        />
      )}
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={copy.more} icon={Ellipsis} kind="media" size="sm" />
        </MenuTrigger>
        <MenuContent>
          <MenuItem asChild>
            <Link href={`/videos/${video.id}`}>
              <ExternalLink aria-hidden className="text-muted" />
              {copy.whatHappened}
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <Link href={{ pathname: "/create", query: { from: video.id } }}>
              <WandSparkles aria-hidden className="text-muted" />
              {copy.remix}
            </Link>
          </MenuItem>
          {clip && (
            <MenuItem icon={Download} onSelect={() => void downloadVideo(video.id).catch(onError)}>
              {copy.download}
            </MenuItem>
          )}
          <MenuItem
            icon={Link2}
            onSelect={() =>
              void navigator.clipboard
                .writeText(`${location.origin}/videos/${video.id}`)
                .then(() => toast.success(copy.linkCopied))
                .catch(onError)
            }
          >
            {copy.copyLink}
          </MenuItem>
          {(video.actions.includes("retry") || video.actions.includes("cancel")) && <MenuSeparator />}
          {video.actions.includes("retry") && (
            <MenuItem icon={RotateCw} onSelect={() => retry.mutate(video.id, { onError })}>
              {copy.tryAgain}
            </MenuItem>
          )}
          {video.actions.includes("cancel") && (
            <MenuItem icon={X} danger onSelect={() => cancel.mutate(video.id, { onError })}>
              {copy.cancel}
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
    </div>
  );
}
