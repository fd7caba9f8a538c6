import { hashOf, idOf } from "#components/copy/format.ts";
import { reviewCopy } from "#components/copy/review.ts";
import { Slate } from "#components/ui/slate.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import type { ClipTiming } from "./playback.ts";
import { timecodeAt } from "./playback-math.ts";
import { fileOf } from "./use-clip.ts";

/** The fact strip under the clip. */
export function ClipSlate({ video, timing }: { video: VideoSummaryView; timing: ClipTiming }) {
  const file = fileOf(video, "video");
  const { width, height } = file ?? video.parameters;
  const rate = file?.frameRate ? ` · ${Math.round(file.frameRate * 100) / 100} fps` : "";
  return (
    <Slate
      cells={[
        { label: reviewCopy.slateVideo, value: <span title={video.id}>{idOf(video.id)}</span>, wide: true },
        { label: reviewCopy.slateTake, value: reviewCopy.slateTakeOf(video.attemptCount) },
        { label: reviewCopy.slateModel, value: video.modelName, stretch: true },
        { label: reviewCopy.slatePicture, value: `${width} × ${height}${rate}` },
        {
          label: reviewCopy.slateLength,
          value: timecodeAt(timing.frameCount, timing.frameRate),
          wide: true,
        },
        {
          label: reviewCopy.slateFile,
          value: file ? <span title={file.sha256}>{hashOf(file.sha256).slice(0, 9)}</span> : "–",
          wide: true,
        },
      ]}
    />
  );
}
