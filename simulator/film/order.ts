import { z } from "zod";

/** One clip: even sizes in pixels, length in seconds, and two lines of text. */
export const filmOrder = z.strictObject({
  width: z.int().min(16).max(4096),
  height: z.int().min(16).max(4096),
  durationSeconds: z.number().min(0.5).max(120),
  fps: z.int().min(1).max(60),
  audio: z.boolean(),
  title: z.string(),
  subtitle: z.string(),
  path: z.string(),
});
export type FilmOrder = z.infer<typeof filmOrder>;

export const filmReport = z.discriminatedUnion("type", [
  z.object({ type: z.literal("done"), encoder: z.string(), audio: z.boolean() }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);
