import type { Context } from "#lib/context.ts";
import type { Verdict } from "#lib/moderation/types.ts";
import { Refusal } from "#lib/refusal.ts";
import { readImage, type StoredImage } from "./source-images.ts";

export type Checked = { prompt: string; negativePrompt: string | undefined; images: readonly StoredImage[] };
type Refused = Extract<Verdict, { kind: "refused" }>;

/** Has the words and the source images judged, before anything is paid for. */
export const judgeInputs = (ctx: Context, { prompt, negativePrompt, images }: Checked): Promise<Verdict> =>
  ctx.parts.moderator.judge({
    prompt,
    negativePrompt,
    images: images.map((image) => ({
      id: image.id,
      mimeType: image.mimeType,
      read: () => readImage(ctx, image),
    })),
  });

/** What was refused and why, for people: "The image “beach.png” was refused (graphic violence). …" */
export function refusalWords({ input, category, reason }: Refused, images: readonly StoredImage[]): string {
  const image = typeof input === "string" ? undefined : images.find(({ id }) => id === input.image);
  const what = typeof input === "string" ? "The prompt" : `The image${image ? ` “${image.name}”` : ""}`;
  return `${what} was refused (${category.replaceAll("_", " ")}). ${reason} Nothing was charged.`;
}

/** The same as an answer to the request: `prompt_refused` or `image_refused`, with the field to mend. */
export function refusalOf(refused: Refused, images: readonly StoredImage[]): Refusal {
  const isPrompt = refused.input === "prompt";
  return new Refusal(isPrompt ? "prompt_refused" : "image_refused", refusalWords(refused, images), {
    errors: [{ path: isPrompt ? "prompt" : "sourceAssetIds", message: refused.reason }],
  });
}
