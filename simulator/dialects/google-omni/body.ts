import { z } from "zod";

const media = {
  data: z.base64().min(1).optional(),
  uri: z.string().min(1).optional(),
  mime_type: z.string(),
};
const part = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("image"), ...media }),
  z.strictObject({ type: z.literal("video"), ...media }),
]);

export const resolutions = ["360p", "720p", "1080p", "4k"] as const;
export const tasks = [
  "text_to_video",
  "image_to_video",
  "reference_to_video",
  "edit",
  "extend",
  "upscale",
] as const;

const label = z.string().max(63);
const responseFormat = z.strictObject({
  type: z.literal("video"),
  delivery: z.enum(["inline", "uri"]).default("inline"),
  aspect_ratio: z.enum(["16:9", "9:16"]).default("16:9"),
  resolution: z.enum(resolutions).default("720p"),
  duration: z
    .string()
    .regex(/^\d+(\.\d+)?s$/, "must be a duration such as 8s")
    .default("8s"),
});

export const interactionBody = z.strictObject({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(part).min(1)]),
  background: z.boolean().default(false),
  store: z.boolean().default(true),
  stream: z.literal(false).optional(),
  previous_interaction_id: z.string().optional(),
  response_format: responseFormat.prefault({ type: "video" }),
  generation_config: z
    .strictObject({
      seed: z.int().optional(),
      video_config: z.strictObject({ task: z.enum(tasks).optional() }).optional(),
    })
    .optional(),
  webhook_config: z
    .strictObject({
      uris: z.array(z.url({ protocol: /^https?$/ })).min(1),
      user_metadata: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  labels: z.record(label, label).optional(),
});
export type InteractionBody = z.infer<typeof interactionBody>;

/** Output tokens a second by resolution, and micro-USD a token by model. */
export const tokensPerSecond = { "360p": 1738, "720p": 5792, "1080p": 8688, "4k": 17_376 } as const;
export const models = {
  "gemini-omni-1.1-flash": { secondsMax: 10, imagesMax: 3, microsPerToken: 17.5 },
  "gemini-omni-1.2-flash": { secondsMax: 15, imagesMax: 6, microsPerToken: 12.25 },
} as const;
