import { z } from "zod";
import { assetView } from "./asset.ts";
import { failureCode } from "./failure.ts";
import { aspectRatio } from "./platform.ts";
import { prompt } from "./prompt.ts";

/** `unclear`: the answer was lost and the vendor keeps no list; never sent again by itself. */
export const stillStatuses = ["queued", "making", "ready", "failed", "unclear"] as const;
export const stillStatus = z.enum(stillStatuses);
export type StillStatus = z.infer<typeof stillStatus>;

export const createStillInput = z.strictObject({
  prompt,
  aspectRatio: aspectRatio.default("16:9"),
  model: z.string().max(64).default("auto"),
});
export type CreateStillInput = z.infer<typeof createStillInput>;

/** A picture made from a prompt, to start a video from. `asset` is there once it is ready. */
export const stillView = z
  .object({
    id: z.string(),
    status: stillStatus,
    statusText: z.string(),
    failure: z.object({ code: failureCode, text: z.string(), nextStep: z.string() }).nullable(),
    model: z.string(),
    modelName: z.string(),
    aspectRatio,
    costMicros: z.int(),
    asset: assetView.nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Still" });
export type StillView = z.infer<typeof stillView>;
