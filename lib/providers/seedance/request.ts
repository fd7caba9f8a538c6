import { dataUriOf, fetchableUrl } from "../source-image.ts";
import type { SubmitRequest } from "../types.ts";

/** Models that take the picture's own shape from its first frame and nothing else. */
const adaptiveFrames = /seedance-2-5/;

/** A task of ModelArk. Our attempt id travels as `safety_identifier`, by which a lost task is found again. */
export async function arkBody(request: SubmitRequest): Promise<Record<string, unknown>> {
  const { card, format, prompt, sources } = request;
  const [source] = sources;
  const image = source && {
    type: "image_url",
    image_url: { url: fetchableUrl(source) ?? (await dataUriOf(source)) },
    role: "first_frame",
  };
  return {
    model: card.nativeModel,
    content: [{ type: "text", text: prompt }, ...(image ? [image] : [])],
    resolution: format.resolution,
    ratio: image && adaptiveFrames.test(card.nativeModel) ? "adaptive" : format.aspectRatio,
    duration: request.durationSeconds,
    ...(card.seed && request.seed !== undefined && { seed: request.seed }),
    ...(card.audio !== "never" && { generate_audio: request.audio || card.audio === "always" }),
    watermark: false,
    ...(request.callbackUrl && { callback_url: request.callbackUrl }),
    safety_identifier: request.attemptId,
  };
}
