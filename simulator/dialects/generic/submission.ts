import { z } from "zod";
import { type NewJob, Refused } from "#simulator/dialect.ts";
import { measurePicture, shortSideOf, sizeOf } from "../picture.ts";
import { isCallbackUrl, parseOrRefuse, wordOf } from "../request.ts";

const body = z.strictObject({
  workflowType: z.enum(["text-to-video", "image-to-video"]),
  prompt: z.string().min(1).max(2500),
  sourceAsset: z
    .strictObject({
      url: z.string().min(1),
      mimeType: z.enum(["image/png", "image/jpeg", "image/webp"]),
    })
    .nullish(),
  webhookUrl: z.string().max(1024).refine(isCallbackUrl, "must be an https URL").optional(),
  options: z
    .strictObject({
      aspectRatio: z.enum(["16:9", "9:16", "1:1"]).default("16:9"),
      resolution: z.enum(["720p", "1080p"]).default("720p"),
      durationSeconds: z.int().min(3).max(10).default(5),
      negativePrompt: z.string().max(2500).optional(),
      seed: z.int().min(0).max(2_147_483_647).optional(),
    })
    .prefault({}),
  metadata: z
    .record(z.string(), z.string())
    .refine((pairs) => Object.keys(pairs).length <= 16, "at most 16 pairs")
    .optional(),
});

const microsPerSecond = { "720p": 50_000, "1080p": 100_000 };

/** The contract's own words for what the core already does, and the core's word for each. */
const coreWords = [
  ["late-safety", "[[late-policy]]"],
  ["nowebhook", "[[drop@webhook]]"],
  ["dup", "[[duplicate:2]]"],
] as const;

function inCoreWords(prompt: string): string {
  return coreWords
    .filter(([word]) => wordOf(prompt, word) !== undefined)
    .reduce((text, [, coreWord]) => `${text} ${coreWord}`, prompt);
}

/** A submission of the contract as a task to accept. Throws `Refused` for what it does not allow. */
export async function readSubmission(value: unknown): Promise<NewJob> {
  const parsed = parseOrRefuse(body, value);
  const { aspectRatio, resolution, durationSeconds } = parsed.options;
  const asset = parsed.sourceAsset ?? undefined;
  const needsAsset = parsed.workflowType === "image-to-video";
  if (needsAsset && asset === undefined)
    throw new Refused("invalid", "sourceAsset: required for image-to-video");
  if (!needsAsset && asset !== undefined)
    throw new Refused("invalid", "sourceAsset: forbidden for text-to-video");
  if (asset !== undefined) await measurePicture(asset.url);
  return {
    model: "generic",
    prompt: inCoreWords(parsed.prompt),
    ...sizeOf(aspectRatio, shortSideOf(resolution)),
    durationSeconds,
    audio: false,
    priceMicros: microsPerSecond[resolution] * durationSeconds,
    callbackUrl: parsed.webhookUrl,
    extra: { metadata: parsed.metadata },
  };
}
