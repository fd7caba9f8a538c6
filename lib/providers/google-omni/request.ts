import { base64Of } from "../source-image.ts";
import type { SubmitRequest } from "../types.ts";

/** Sizes and shapes that Gemini Omni makes (Google AI docs, "Gemini Omni", 2026-11). */
const resolutions = new Set(["360p", "720p", "1080p", "4k"]);
const ratios = new Set(["16:9", "9:16"]);

/** Why Gemini Omni has no words for a request; undefined where it has. Pure. */
export function misfitOf({ format, sources }: SubmitRequest): string | undefined {
  if (!ratios.has(format.aspectRatio)) return `Gemini Omni does not make ${format.aspectRatio}.`;
  if (!resolutions.has(format.resolution)) return `Gemini Omni does not make ${format.resolution}.`;
  return sources.length > 1 ? "Gemini Omni takes one first frame." : undefined;
}

/** The body of a background interaction. Pictures go inline: the API fetches no foreign addresses. */
export async function interactionOf(request: SubmitRequest): Promise<Record<string, unknown>> {
  const { card, prompt, format, durationSeconds, seed, sources, callbackUrl, attemptId } = request;
  const [source] = sources;
  const input = source
    ? [
        { type: "image", data: await base64Of(source), mime_type: source.mimeType },
        { type: "text", text: `<FIRST_FRAME> ${prompt}` },
      ]
    : [{ type: "text", text: prompt }];
  return {
    model: card.nativeModel,
    background: true,
    store: true,
    input,
    response_format: {
      type: "video",
      delivery: "uri",
      aspect_ratio: format.aspectRatio,
      resolution: format.resolution,
      duration: `${durationSeconds}s`,
    },
    generation_config: {
      ...(seed !== undefined && { seed }),
      video_config: { task: source ? "image_to_video" : "text_to_video" },
    },
    ...(callbackUrl && {
      webhook_config: { uris: [callbackUrl], user_metadata: { attempt: attemptId } },
    }),
  };
}
