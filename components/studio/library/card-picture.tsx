"use client";

import { CircleX } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { sentenceOf } from "#components/copy/errors.ts";
import { clockOf, roughOf } from "#components/copy/format.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { Still } from "#components/studio/still.tsx";
import { useRetryVideo } from "#components/studio/use-api.ts";
import { useElapsed } from "#components/studio/use-elapsed.ts";
import { Button } from "#components/ui/button.tsx";
import { CircledTake } from "#components/ui/circled-take.tsx";
import { PencilCross } from "#components/ui/pencil-cross.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { statusLook } from "#components/ui/status.ts";
import { isActive } from "#lib/contract/status.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { Scrub } from "./scrub.tsx";

/** The upper part of a card: the picture with its marks, the work going on, or why there is none. */
export function CardPicture({ video }: { video: VideoSummaryView }) {
  if (isActive(video.status)) return <Running video={video} />;
  const poster = artifactOf(video, "poster");
  return poster ? <Poster video={video} poster={poster} /> : <NoPicture video={video} />;
}

function Poster({
  video,
  poster,
}: {
  video: VideoSummaryView;
  poster: NonNullable<ReturnType<typeof artifactOf>>;
}) {
  const sprite = artifactOf(video, "sprite");
  const seconds = artifactOf(video, "video")?.durationSeconds ?? video.parameters.durationSeconds;
  const circled = video.status === "approved" || video.status === "published";
  const crossed = video.status === "rejected";
  return (
    <>
      <Still picture={poster} className={crossed ? "opacity-80" : undefined} />
      {sprite && <Scrub sprite={sprite} durationSeconds={seconds} />}
      {(circled || crossed) && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-x-0 bottom-0 h-1/2 bg-linear-to-t from-scrim to-transparent"
        />
      )}
      {circled && <CircledTake take={video.attemptCount} className="absolute bottom-2 left-2 text-white" />}
      {crossed && <PencilCross className="absolute bottom-3 left-3 h-6 w-7.5" />}
      <span className="pointer-events-none absolute right-2 bottom-2 rounded-tag bg-plate px-1.5 font-medium text-label text-white leading-5">
        {clockOf(seconds)}
      </span>
    </>
  );
}

function Running({ video }: { video: VideoSummaryView }) {
  const source = video.sourceAssets[0];
  const elapsed = useElapsed(video.createdAt);
  const retrying = video.status === "retrying";
  const share = video.progress;
  const lead = retrying
    ? copy.tryingAgain
    : share !== null
      ? `${Math.floor(share * 100)}%`
      : video.status === "queued"
        ? copy.waiting
        : clockOf(elapsed);
  const known = video.etaSeconds !== null && (share !== null || video.etaSeconds > 3);
  const rest = known ? copy.leftShort(roughOf(video.etaSeconds ?? 0)) : copy.soFar(clockOf(elapsed));
  return (
    <>
      {source && <Still picture={source} blurred />}
      {source && <span aria-hidden className="absolute inset-0 bg-black/45" />}
      <span className="absolute inset-x-4 bottom-3 grid text-white">
        <span className="truncate text-display-phone">{lead}</span>
        <span className="text-label text-white/85">{rest}</span>
        <Progress
          label={video.statusText}
          value={share ?? 0}
          striped
          tone={retrying ? "warn" : "info"}
          className="mt-2 bg-white/20"
        />
      </span>
    </>
  );
}

function NoPicture({ video }: { video: VideoSummaryView }) {
  const failed = video.status === "failed";
  const retry = useRetryVideo();
  const Icon = failed ? CircleX : statusLook[video.status].icon;
  return (
    <span className="absolute inset-0 grid content-center gap-2 rounded-still border bg-surface px-4 py-3">
      <span className={failed ? "flex gap-2 font-medium text-danger" : "flex gap-2 font-medium text-muted"}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        {video.failure?.text ?? video.statusText}
      </span>
      <span className="line-clamp-3 text-dense text-muted">{video.nextStep}</span>
      <span className="relative z-1 mt-1 flex gap-2">
        <Button size="xs" asChild>
          <Link href={{ pathname: "/create", query: { from: video.id } }}>{copy.editPrompt}</Link>
        </Button>
        {video.actions.includes("retry") && (
          <Button
            size="xs"
            kind="ghost"
            busy={retry.isPending}
            onClick={() => retry.mutate(video.id, { onError: (refusal) => toast.error(sentenceOf(refusal)) })}
          >
            {copy.tryAgain}
          </Button>
        )}
      </span>
    </span>
  );
}
