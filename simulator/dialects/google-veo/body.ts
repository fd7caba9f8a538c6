import { z } from "zod";

const inlineImage = z.strictObject({ bytesBase64Encoded: z.base64().min(1), mimeType: z.string() });
const storedImage = z.strictObject({ gcsUri: z.string().startsWith("gs://"), mimeType: z.string() });
const image = z.union([inlineImage, storedImage]);

export const models = {
  "veo-3.1-generate-001": { "720p": 400_000, "1080p": 400_000, "4k": 600_000 },
  "veo-3.1-fast-generate-001": { "720p": 100_000, "1080p": 120_000, "4k": 300_000 },
  "veo-3.1-lite-generate-001": { "720p": 50_000, "1080p": 80_000, "4k": undefined },
} as const;

const instance = z.strictObject({
  prompt: z.string().min(1).max(20_000),
  image: image.optional(),
  lastFrame: image.optional(),
  referenceImages: z
    .array(z.strictObject({ image, referenceType: z.enum(["asset", "ASSET"]) }))
    .min(1)
    .max(3)
    .optional(),
  video: z.strictObject({ gcsUri: z.string(), mimeType: z.string().optional() }).optional(),
});

const seconds = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .transform(Number)
  .refine((value) => [4, 6, 8].includes(value), "must be 4, 6 or 8");

const parameters = z.strictObject({
  aspectRatio: z.enum(["16:9", "9:16"]).default("16:9"),
  resolution: z.enum(["720p", "1080p", "4k"]).default("720p"),
  durationSeconds: seconds.default(8),
  personGeneration: z.enum(["allow_all", "allow_adult", "dont_allow"]).optional(),
  negativePrompt: z.string().optional(),
  sampleCount: z.int().min(1).max(4).default(1),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  generateAudio: z.boolean().default(true),
  fps: z.literal(24).optional(),
  storageUri: z.string().startsWith("gs://").optional(),
  pubsubTopic: z.string().optional(),
  compressionQuality: z.enum(["optimized", "lossless", "OPTIMIZED", "LOSSLESS"]).optional(),
  resizeMode: z.enum(["crop", "pad"]).optional(),
  enhancePrompt: z.boolean().optional(),
});

export const predictBody = z
  .strictObject({ instances: z.array(instance).length(1), parameters: parameters.prefault({}) })
  .superRefine(({ instances: [only], parameters: { resolution, durationSeconds } }, context) => {
    const refuse = (message: string): void => context.addIssue({ code: "custom", message });
    if (only?.lastFrame && !only.image) refuse("lastFrame needs image");
    if (only?.referenceImages && (only.image || only.video))
      refuse("referenceImages exclude image and video");
    if (resolution !== "720p" && durationSeconds !== 8) refuse(`${resolution} needs 8 seconds`);
    if (only?.referenceImages && durationSeconds !== 8) refuse("referenceImages need 8 seconds");
  });
