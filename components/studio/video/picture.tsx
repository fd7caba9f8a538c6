"use client";

import { WandSparkles } from "lucide-react";
import Link from "next/link";
import { clockOf, countOf, idOf } from "#components/copy/format.ts";
import { videoCopy as copy, factCopy as facts } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { useStableUrl } from "#components/studio/use-stable-url.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Player } from "#components/ui/player.tsx";
import { Slate } from "#components/ui/slate.tsx";
import { statusLook } from "#components/ui/status.ts";
import type { ArtifactView } from "#lib/contract/artifact.ts";
import { isActive } from "#lib/contract/status.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { Making } from "./making.tsx";
import { begunAt } from "./story.ts";

type PictureProps = { video: VideoView; onLinkExpired: () => Promise<unknown> };

/** The largest thing of the page: the clip with its slate, the work going on, or why there is nothing to see. */
export function Picture({ video, onLinkExpired }: PictureProps) {
  const clip = artifactOf(video, "video");
  const link = useStableUrl(clip);
  if (isActive(video.status)) {
    return (
      <Making
        video={video}
        estimate={video.estimate}
        since={begunAt(video)}
        className="w-full tablet:max-h-[max(48dvh,320px)] tablet:rounded-still"
      />
    );
  }
  if (!clip || !link.url) return <NoPicture video={video} />;
  return (
    <Player
      src={link.url}
      poster={artifactOf(video, "poster")?.url}
      title={video.title ?? copy.untitled}
      width={16}
      height={9}
      hasAudio={clip.hasAudio ?? false}
      onLinkExpired={() => {
        link.onError();
        void onLinkExpired();
      }}
      className="w-full tablet:max-h-[max(48dvh,320px)] tablet:rounded-still"
    />
  );
}

/** The facts of the file on its slate. */
export function VideoSlate({ video, clip }: { video: VideoView; clip: ArtifactView }) {
  return (
    <Slate
      cells={[
        { label: facts.video, value: <span title={video.id}>{idOf(video.id)}</span>, wide: true },
        { label: facts.take, value: copy.takeOf(video.attemptCount, video.attemptCount) },
        { label: facts.model, value: video.modelName, stretch: true },
        {
          label: facts.picture,
          value: [
            `${countOf(clip.width)} × ${countOf(clip.height)}`,
            clip.frameRate && `${Math.round(clip.frameRate)} fps`,
          ]
            .filter(Boolean)
            .join(" · "),
          wide: true,
        },
        { label: facts.length, value: clockOf(clip.durationSeconds ?? video.parameters.durationSeconds) },
      ]}
    />
  );
}

function NoPicture({ video }: { video: VideoView }) {
  const look = statusLook[video.status];
  return (
    <div className="grid aspect-video w-full tablet:max-h-[max(48dvh,320px)] content-center justify-items-center gap-4 border bg-surface px-6 text-center tablet:rounded-still">
      <look.icon aria-hidden className={`size-7 ${look.color}`} />
      <div className="max-w-110">
        <p className="text-title">{video.failure?.text ?? video.statusText}</p>
        <p className="mt-1 text-muted">{video.nextStep}</p>
      </div>
      {video.isOwn && (
        <Link href={{ pathname: "/create", query: { from: video.id } }} className={buttonClass()}>
          <WandSparkles aria-hidden />
          {copy.editPrompt}
        </Link>
      )}
    </div>
  );
}
