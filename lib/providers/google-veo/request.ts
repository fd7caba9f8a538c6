import { base64Of } from "../source-image.ts";
import type { SubmitRequest } from "../types.ts";

const resolutions = new Set(["720p", "1080p", "4k"]);
const ratios = new Set(["16:9", "9:16"]);
const durations = new Set([4, 6, 8]);
const wholeLength = 8;

/** Why Veo has no words for a request; undefined where it has (Google AI docs, Veo 3.1, read 2026-11-20). Pure. */
export function misfitOf({ card, format, durationSeconds, sources }: SubmitRequest): string | undefined {
  const { aspectRatio, resolution } = format;
  if (!ratios.has(aspectRatio)) return `Veo does not make ${aspectRatio}.`;
  if (!resolutions.has(resolution) || (resolution === "4k" && card.nativeModel.includes("lite")))
    return `Veo does not make ${resolution} with this model.`;
  if (!durations.has(durationSeconds)) return `Veo makes 4, 6 or 8 seconds, not ${durationSeconds}.`;
  if (resolution !== "720p" && durationSeconds !== wholeLength)
    return `Veo makes ${resolution} at 8 seconds only.`;
  return sources.length > 1 ? "Veo takes one first frame." : undefined;
}

/** One clip, asked for without a bucket, so that it comes back inline. */
export async function predictionOf(request: SubmitRequest): Promise<Record<string, unknown>> {
  const { prompt, negativePrompt, format, durationSeconds, seed, audio, sources } = request;
  const [source] = sources;
  const image = source && { bytesBase64Encoded: await base64Of(source), mimeType: source.mimeType };
  return {
    instances: [{ prompt, ...(image && { image }) }],
    parameters: {
      aspectRatio: format.aspectRatio,
      resolution: format.resolution,
      durationSeconds,
      sampleCount: 1,
      generateAudio: audio,
      ...(negativePrompt !== undefined && { negativePrompt }),
      ...(seed !== undefined && { seed }),
    },
  };
}
