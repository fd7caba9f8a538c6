"use client";

import { Sparkles } from "lucide-react";
import { publicCopy } from "#components/copy/public.ts";
import { Player } from "#components/ui/player.tsx";
import type { PublishedVideoView } from "#lib/contract/publication.ts";

/** The clip with the words "AI generated" on the picture, in full screen too. */
export function PublicPlayer({ video }: { video: PublishedVideoView }) {
  return (
    <Player
      src={video.videoUrl}
      poster={video.posterUrl}
      title={video.title}
      width={video.width}
      height={video.height}
      className="max-h-[75dvh] w-full tablet:rounded-player"
    >
      <span
        slot="top-chrome"
        {...{ noautohide: "" }}
        className="m-3 inline-flex w-fit items-center gap-2 self-end rounded-control bg-plate px-3 py-2 font-medium text-dense text-white tablet:m-4"
      >
        <Sparkles aria-hidden className="size-4" />
        {publicCopy.aiGenerated}
      </span>
    </Player>
  );
}
