import { z } from "zod";
import type { Observation } from "../types.ts";

const outputBytesMax = 200 * 1024 * 1024;
const resultSchema = z.object({ video: z.object({ url: z.url({ protocol: /^https?$/ }) }) });

/** A model's output; undefined where it holds no film. fal tells no cost. */
export function readResult(json: unknown): Observation | undefined {
  const url = resultSchema.safeParse(json).data?.video.url;
  if (!url) return undefined;
  return { kind: "succeeded", outputs: [{ url, headers: {}, bytesMax: outputBytesMax }], costMicros: null };
}
