import type { Context } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { formatFor } from "#lib/models/format.ts";
import { soundOf } from "#lib/models/price.ts";
import type { Provider, SourceImage, SubmitRequest } from "#lib/providers/types.ts";
import { type AttemptRow, callbackToken } from "./attempts.ts";
import { readPrompt } from "./prompts.ts";
import { frameOf, imagesOf, readImage, type StoredImage } from "./source-images.ts";
import type { VideoRow } from "./transition.ts";

const sourceOf = (ctx: Context, provider: Provider, image: StoredImage): SourceImage => ({
  mimeType: image.mimeType,
  bytes: image.bytes,
  url: provider.reachesUs ? ctx.parts.links.signAbsolute(image, ctx.now()).url : undefined,
  read: () => readImage(ctx, image),
});

/**
 * What the vendor is asked for. Addresses of ours are in it only where the vendor can reach them: signed ones of the
 * source images, and the callback with its unguessable token.
 */
export async function submitRequestFor(
  ctx: Context,
  {
    attempt,
    video,
    card,
    provider,
  }: { attempt: AttemptRow; video: VideoRow; card: ModelCard; provider: Provider },
): Promise<SubmitRequest> {
  const prompt = await readPrompt(ctx, video.id);
  if (!prompt) throw new Error(`the prompt of ${video.id} is gone`);
  const format = formatFor(card, video.tier, video.aspectRatio);
  if (!format) throw new Error(`${card.id} does not make the format of ${video.id}`);
  const originals = await imagesOf(ctx, video.id);
  const images =
    card.picture === "storyboard"
      ? originals
      : await Promise.all(originals.map((image, at) => frameOf(ctx, attempt, image, at, format)));
  const callback = `/api/webhooks/${provider.name}?attempt=${callbackToken(ctx, attempt.id)}`;
  return {
    attemptId: attempt.id,
    card,
    workflowType: video.workflowType,
    prompt: prompt.text,
    negativePrompt: prompt.negative ?? undefined,
    format,
    durationSeconds: video.durationSeconds,
    seed: card.seed ? video.seed : undefined,
    audio: soundOf(card, video.audio),
    sources: images.map((image) => sourceOf(ctx, provider, image)),
    callbackUrl: provider.reachesUs ? `${ctx.parts.appUrl}${callback}` : undefined,
  };
}
