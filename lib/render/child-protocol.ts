import { z } from "zod";

/** What the renderer tells a child to make. `imagePath` holds the bytes of an upload, still unchecked. */
export const childOrder = z.object({
  prompt: z.string(),
  negativePrompt: z.string().optional(),
  width: z.number(),
  height: z.number(),
  durationSeconds: z.number(),
  fps: z.number(),
  seed: z.number(),
  imagePath: z.string().optional(),
  path: z.string(),
  encoder: z.enum(["auto", "webcodecs", "wasm"]),
});

export const childReport = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), part: z.number() }),
  z.object({ type: z.literal("fallback"), reason: z.string() }),
  z.object({ type: z.literal("done"), frames: z.number(), encoder: z.string() }),
  z.object({ type: z.literal("failed"), code: z.enum(["image_invalid", "crashed"]), message: z.string() }),
]);

export type ChildOrder = z.infer<typeof childOrder>;
export type ChildReport = z.infer<typeof childReport>;
