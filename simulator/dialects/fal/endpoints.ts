import { z } from "zod";

const address = z.string().regex(/^(https?:\/\/|data:)/, "must be an address or a data URI");
const prompt = z.string().min(1).max(2500);
const range = (from: number, to: number, suffix = ""): [string, ...string[]] => [
  `${from}${suffix}`,
  ...Array.from({ length: to - from }, (_, index) => `${from + 1 + index}${suffix}`),
];

/** Facts of one endpoint; prices in micro-USD a second, where the notes have none they are guesses of this simulator. */
export type Endpoint = {
  input: z.ZodObject;
  resolution: "480p" | "720p" | "1080p";
  audioAlways?: boolean;
  microsPerSecond: Partial<Record<string, number>> & { other: number };
};

const klingV3 = z.strictObject({
  prompt: prompt.optional(),
  multi_prompt: z
    .array(z.strictObject({ prompt, duration: z.enum(range(1, 15)).optional() }))
    .min(1)
    .optional(),
  duration: z.enum(range(3, 15)).default("5"),
  negative_prompt: z.string().max(2500).default("blur, distort, and low quality"),
  cfg_scale: z.number().min(0).max(1).default(0.5),
  generate_audio: z.boolean().default(true),
  shot_type: z.string().optional(),
});
const klingV3Text = klingV3.extend({ aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).default("16:9") });
const klingV3Image = klingV3.extend({
  start_image_url: address,
  end_image_url: address.optional(),
  elements: z.array(z.record(z.string(), z.unknown())).optional(),
});
const klingTurbo = z.strictObject({
  prompt,
  image_url: address,
  tail_image_url: address.optional(),
  duration: z.enum(["5", "10"]).default("5"),
  negative_prompt: z.string().max(2500).optional(),
  cfg_scale: z.number().min(0).max(1).default(0.5),
});
const klingV4 = z.strictObject({
  prompt,
  duration: z.union([z.enum(range(3, 30)), z.int().min(3).max(30)]).default("5"),
  resolution: z.enum(["720p", "1080p"]).default("720p"),
  negative_prompt: z.string().optional(),
});
const klingV4Text = klingV4.extend({ aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).default("16:9") });
const klingV4Image = klingV4.extend({ start_image_url: address, end_image_url: address.optional() });
const seedance = z.strictObject({
  prompt,
  aspect_ratio: z.enum(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16", "auto"]).default("16:9"),
  resolution: z.enum(["480p", "720p", "1080p"]).default("720p"),
  duration: z.enum(range(4, 12)).default("5"),
  camera_fixed: z.boolean().optional(),
  seed: z.int().optional(),
  enable_safety_checker: z.boolean().optional(),
  generate_audio: z.boolean().default(true),
});
const seedanceImage = seedance.extend({ image_url: address, end_image_url: address.optional() });
const seedance2 = seedance.extend({
  duration: z.union([z.enum(range(4, 15)), z.literal("auto")]).default("5"),
});
const seedance2Image = seedance2.extend({ image_url: address, end_image_url: address.optional() });
const veo = z.strictObject({
  prompt: z.string().min(1).max(20_000),
  aspect_ratio: z.enum(["16:9", "9:16", "auto"]).default("16:9"),
  duration: z.enum(["4s", "6s", "8s"]).default("8s"),
  resolution: z.enum(["720p", "1080p"]).default("720p"),
  negative_prompt: z.string().optional(),
  seed: z.int().optional(),
  auto_fix: z.boolean().optional(),
  safety_tolerance: z.enum(["1", "2", "3", "4", "5", "6"]).optional(),
  generate_audio: z.boolean().default(true),
});
const veoImage = veo.extend({ image_url: address });

const kling3 = { resolution: "1080p", microsPerSecond: { other: 224_000 } } as const;
const kling4 = {
  resolution: "720p",
  audioAlways: true,
  microsPerSecond: { "720p": 157_000, "1080p": 235_000, other: 157_000 },
} as const;
const seedance15 = { resolution: "720p", microsPerSecond: { other: 52_000 } } as const;
const seedance25 = {
  resolution: "720p",
  microsPerSecond: { "480p": 220_500, "720p": 473_000, other: 1_064_000 },
} as const;
const veo31 = { resolution: "720p", microsPerSecond: { other: 400_000 } } as const;
const veo31Fast = { resolution: "720p", microsPerSecond: { other: 150_000 } } as const;

export const endpoints: Readonly<Record<string, Endpoint>> = {
  "fal-ai/kling-video/v3/pro/text-to-video": { ...kling3, input: klingV3Text },
  "fal-ai/kling-video/v3/standard/text-to-video": { ...kling3, input: klingV3Text },
  "fal-ai/kling-video/v3/pro/image-to-video": { ...kling3, input: klingV3Image },
  "fal-ai/kling-video/v3/standard/image-to-video": { ...kling3, input: klingV3Image },
  "fal-ai/kling-video/v2.5-turbo/pro/image-to-video": {
    input: klingTurbo,
    resolution: "1080p",
    microsPerSecond: { other: 70_000 },
  },
  "fal-ai/kling-video/v4/text-to-video": { ...kling4, input: klingV4Text },
  "fal-ai/kling-video/v4/image-to-video": { ...kling4, input: klingV4Image },
  "fal-ai/bytedance/seedance/v1.5/pro/text-to-video": { ...seedance15, input: seedance },
  "fal-ai/bytedance/seedance/v1.5/pro/image-to-video": { ...seedance15, input: seedanceImage },
  "bytedance/seedance-2.0/text-to-video": { ...seedance25, input: seedance2 },
  "bytedance/seedance-2.0/image-to-video": { ...seedance25, input: seedance2Image },
  "bytedance/seedance-2.5/text-to-video": { ...seedance25, input: seedance2 },
  "bytedance/seedance-2.5/image-to-video": { ...seedance25, input: seedance2Image },
  "fal-ai/veo3.1": { ...veo31, input: veo },
  "fal-ai/veo3.1/image-to-video": { ...veo31, input: veoImage },
  "fal-ai/veo3.1/fast": { ...veo31Fast, input: veo },
  "fal-ai/veo3.1/fast/image-to-video": { ...veo31Fast, input: veoImage },
  "fal-ai/veo3.1/lite": { ...veo31Fast, input: veo },
  "fal-ai/veo3.1/lite/image-to-video": { ...veo31Fast, input: veoImage },
};
