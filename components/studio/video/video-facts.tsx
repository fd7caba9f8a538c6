"use client";

import { bytesOf, clockOf, countOf, hashOf, momentOf } from "#components/copy/format.ts";
import { videoCopy as copy, factCopy as facts } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { useStableUrl } from "#components/studio/use-stable-url.ts";
import { type Fact, Facts } from "#components/ui/facts.tsx";
import type { AssetView } from "#lib/contract/asset.ts";
import { platformPresets } from "#lib/contract/platform.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { chargedOf } from "./take-words.ts";

const codecNames: Record<string, string> = {
  avc: "H.264",
  hevc: "H.265",
  av1: "AV1",
  vp9: "VP9",
  vp8: "VP8",
};

function factsOf(video: VideoView): Fact[] {
  const { parameters } = video;
  const clip = artifactOf(video, "video");
  const preset = parameters.platform && platformPresets[parameters.platform].name;
  const made =
    video.startedAt && video.completedAt
      ? clockOf((new Date(video.completedAt).getTime() - new Date(video.startedAt).getTime()) / 1000)
      : null;
  return [
    {
      label: facts.model,
      value: video.choice.model === "auto" ? facts.chosenByAuto(video.modelName) : video.modelName,
    },
    { label: facts.format, value: [preset, parameters.aspectRatio].filter(Boolean).join(" ") },
    { label: facts.picture, value: `${countOf(parameters.width)} × ${countOf(parameters.height)}` },
    { label: facts.length, value: `${parameters.durationSeconds} s` },
    { label: facts.quality, value: facts.tiers[video.tier] },
    { label: facts.seed, value: String(parameters.seed) },
    { label: facts.charged, value: chargedOf(video) },
    ...(parameters.audio && !clip ? [{ label: facts.sound, value: facts.hasSound }] : []),
    { label: facts.created, value: momentOf(video.createdAt) },
    ...(made ? [{ label: facts.waited, value: made }] : []),
    ...(clip ? [{ label: facts.sound, value: clip.hasAudio ? facts.hasSound : facts.silent }] : []),
    ...(clip
      ? [
          {
            label: facts.size,
            value: [bytesOf(clip.bytes), clip.codec && codecNames[clip.codec]].filter(Boolean).join(", "),
          },
        ]
      : []),
    ...(clip ? [{ label: facts.sha, value: hashOf(clip.sha256), title: clip.sha256 }] : []),
  ];
}

export function VideoFacts({ video }: { video: VideoView }) {
  return (
    <section aria-labelledby="facts-title" className="grid gap-3">
      <h2 id="facts-title" className="text-section">
        {copy.facts}
      </h2>
      <Facts facts={factsOf(video)} />
    </section>
  );
}

/** The prompt as it was written, as far as the reader may see it. */
export function PromptText({ video }: { video: VideoView }) {
  return (
    <section className="grid gap-2">
      <h2 className="font-medium text-label text-muted">{copy.prompt}</h2>
      {video.prompt ? (
        <p className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words text-body">
          {video.prompt.text}
        </p>
      ) : (
        <p className="text-dense text-muted">{copy.promptHidden}</p>
      )}
      {video.prompt?.negative && (
        <p className="text-dense text-muted">{`${copy.avoid}: ${video.prompt.negative}`}</p>
      )}
    </section>
  );
}

export function SourcePicture({ asset }: { asset: AssetView }) {
  const { url, onError } = useStableUrl(asset);
  return (
    <section className="grid gap-2">
      <h2 className="font-medium text-label text-muted">{copy.source}</h2>
      <div className="flex items-center gap-3">
        {/* biome-ignore lint/performance/noImgElement: a signed link of a few minutes */}
        <img
          src={url}
          alt=""
          width={asset.width}
          height={asset.height}
          onError={onError}
          className="h-13.5 w-24 shrink-0 rounded-badge bg-raised object-cover"
        />
        <p className="min-w-0 text-dense text-muted">
          <span className="block truncate">{asset.name}</span>
          {facts.firstFrame(countOf(asset.width), countOf(asset.height))}
        </p>
      </div>
    </section>
  );
}
