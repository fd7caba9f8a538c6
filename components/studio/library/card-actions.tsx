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

const refused = (refusal: unknown) => toast.error(sentenceOf(refusal));

/** Remix, download, more: over the picture while the card is pointed at or holds the focus. */
export function CardActions({ video }: { video: VideoSummaryView }) {
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
      {artifactOf(video, "video") && (
        <IconButton
          label={copy.download}
          icon={Download}
          kind="media"
          size="sm"
          className="touch:hidden"
          onClick={() => void downloadVideo(video.id).catch(refused)}
        />
      )}
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={copy.more} icon={Ellipsis} kind="media" size="sm" />
        </MenuTrigger>
        <CardMenu video={video} />
      </Menu>
    </div>
  );
}

function CardMenu({ video }: { video: VideoSummaryView }) {
  const copyLink = () =>
    void navigator.clipboard
      .writeText(`${location.origin}/videos/${video.id}`)
      .then(() => toast.success(copy.linkCopied))
      .catch(refused);
  return (
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
      {artifactOf(video, "video") && (
        <MenuItem icon={Download} onSelect={() => void downloadVideo(video.id).catch(refused)}>
          {copy.download}
        </MenuItem>
      )}
      <MenuItem icon={Link2} onSelect={copyLink}>
        {copy.copyLink}
      </MenuItem>
      <ChangingItems video={video} />
    </MenuContent>
  );
}

function ChangingItems({ video }: { video: VideoSummaryView }) {
  const retry = useRetryVideo();
  const cancel = useCancelVideo();
  const retryable = video.actions.includes("retry");
  const cancelable = video.actions.includes("cancel");
  return (
    <>
      {(retryable || cancelable) && <MenuSeparator />}
      {retryable && (
        <MenuItem icon={RotateCw} onSelect={() => retry.mutate(video.id, { onError: refused })}>
          {copy.tryAgain}
        </MenuItem>
      )}
      {cancelable && (
        <MenuItem icon={X} danger onSelect={() => cancel.mutate(video.id, { onError: refused })}>
          {copy.cancel}
        </MenuItem>
      )}
    </>
  );
}
