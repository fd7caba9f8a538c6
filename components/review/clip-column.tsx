"use client";

import { ListVideo } from "lucide-react";
import { reviewCopy } from "#components/copy/review.ts";
import { Button } from "#components/ui/button.tsx";
import { Waited } from "#components/ui/waited.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { checksOf } from "./checks.ts";
import { ClipSlate } from "./clip-slate.tsx";
import { ClipStage } from "./clip-stage.tsx";
import { FilmStrip } from "./film-strip.tsx";
import { MachineChecks } from "./machine-checks.tsx";
import { PromptBlock } from "./prompt-block.tsx";
import { Transport } from "./transport.tsx";
import { fileOf } from "./use-clip.ts";
import type { Room } from "./use-room.ts";

type ClipColumnProps = { room: Room; video: VideoSummaryView; wipe: boolean; onOpenQueue: () => void };

/** The clip and everything that is known about it. */
export function ClipColumn({ room, video, wipe, onOpenQueue }: ClipColumnProps) {
  const { clip, playback, timing, selection } = room;
  const file = fileOf(video, "video");
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-3 px-4 py-3 tablet:px-6 tablet:py-4 wide:overflow-y-auto">
      <header className="flex items-start gap-3">
        <div className="min-w-0 grow">
          <h2 className="truncate text-section">{video.title ?? reviewCopy.untitled}</h2>
          <p className="truncate text-dense text-muted">
            {video.owner.name} · {reviewCopy.waited} <Waited since={video.completedAt ?? video.createdAt} />
          </p>
        </div>
        <Button size="sm" icon={ListVideo} onClick={onOpenQueue} className="wide:hidden">
          {room.waiting}
          <span className="sr-only">{reviewCopy.openQueue}</span>
        </Button>
      </header>
      <div className="max-tablet:-mx-4">
        <ClipStage
          video={video}
          clip={clip}
          playback={playback}
          timing={timing}
          wipe={wipe}
          stageRef={room.stageRef}
        />
      </div>
      <FilmStrip playback={playback} timing={timing} sprite={fileOf(video, "sprite")} />
      <Transport playback={playback} timing={timing} />
      <div className="mt-1 grid gap-x-8 gap-y-5 tablet:grid-cols-2">
        {file && <MachineChecks checks={checksOf(video, file, clip.matches)} />}
        <PromptBlock detail={selection.detail} />
      </div>
      <div className="mt-auto pt-3">
        <ClipSlate video={video} timing={timing} />
      </div>
    </div>
  );
}
