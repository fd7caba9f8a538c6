import { base64Of, fetchableUrl } from "../source-image.ts";
import type { SourceImage, SubmitRequest } from "../types.ts";

export type KlingCall = { path: string; body: Record<string, unknown> };

const omniModels = new Set(["kling-3.0-omni", "kling-o1"]);
const multiShotModels = new Set(["kling-3.0", "kling-3.0-omni"]);

const imageText = async (source: SourceImage): Promise<string> =>
  fetchableUrl(source) ?? (await base64Of(source));

/** A submission by the standard of 2026-07: the model stands in the path. */
export async function standardCall(request: SubmitRequest): Promise<KlingCall> {
  const { card, format, prompt, sources, callbackUrl } = request;
  const model = card.nativeModel;
  const [source] = sources;
  const isOmni = omniModels.has(model);
  const route = isOmni ? "omni-video" : source ? "image-to-video" : "text-to-video";
  const frame = source && { type: "first_frame", url: await imageText(source) };
  return {
    path: `/${route}/${model}`,
    body: {
      ...(route === "text-to-video"
        ? { prompt }
        : { contents: [{ type: "prompt", text: prompt }, ...(frame ? [frame] : [])] }),
      settings: {
        resolution: format.resolution,
        ...(route !== "image-to-video" && { aspect_ratio: format.aspectRatio }),
        duration: request.durationSeconds,
        ...(card.audio === "optional" && { audio: request.audio ? "native" : "off" }),
        ...(multiShotModels.has(model) && { multi_shot: false }),
      },
      options: {
        ...(callbackUrl && { callback_url: callbackUrl }),
        external_task_id: request.attemptId,
        watermark_info: { enabled: false },
      },
    },
  };
}

export const legacyKinds = ["text2video", "image2video"] as const;
export type LegacyKind = (typeof legacyKinds)[number];

const legacyModels: Readonly<Record<string, { name: string; sound: boolean }>> = {
  "kling-3.0": { name: "kling-v3", sound: true },
  "kling-2.6": { name: "kling-v2-6", sound: true },
  "kling-2.5-turbo": { name: "kling-v2-5-turbo", sound: false },
};
const legacyModes: Readonly<Record<string, string>> = { "720p": "std", "1080p": "pro", "4k": "4k" };

/** A submission by the older `/v1` routes, for access keys; undefined for models that those do not know. */
export async function legacyCall(
  request: SubmitRequest,
): Promise<(KlingCall & { kind: LegacyKind }) | undefined> {
  const model = legacyModels[request.card.nativeModel];
  const mode = legacyModes[request.format.resolution];
  if (!model || !mode) return undefined;
  const [source] = request.sources;
  const kind = source ? "image2video" : "text2video";
  return {
    kind,
    path: `/v1/videos/${kind}`,
    body: {
      model_name: model.name,
      prompt: request.prompt,
      ...(request.negativePrompt && { negative_prompt: request.negativePrompt }),
      mode,
      duration: String(request.durationSeconds),
      ...(source ? { image: await imageText(source) } : { aspect_ratio: request.format.aspectRatio }),
      ...(model.sound && { sound: request.audio ? "on" : "off" }),
      ...(request.callbackUrl && { callback_url: request.callbackUrl }),
      external_task_id: request.attemptId,
      watermark_info: { enabled: false },
    },
  };
}
