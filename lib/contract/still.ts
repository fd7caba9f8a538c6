import { z } from "zod";
import { assetView } from "./asset.ts";
import { type FailureCode, failureCode } from "./failure.ts";
import { aspectRatio } from "./platform.ts";
import { prompt } from "./prompt.ts";

/** `unclear`: the answer was lost and the vendor keeps no list; never sent again by itself. */
export const stillStatuses = ["queued", "making", "ready", "failed", "unclear"] as const;
export const stillStatus = z.enum(stillStatuses);
export type StillStatus = z.infer<typeof stillStatus>;

/** What people read of each state. */
export const stillStatusCopy: Record<StillStatus, string> = {
  queued: "Waiting to start",
  making: "Making the picture",
  ready: "Ready to use",
  failed: "The picture could not be made",
  unclear: "We could not find out whether the picture was made",
};

/** Where the copy of a failed video would not be true of a picture. */
export const stillFailureCopy: Partial<Record<FailureCode, { text: string; nextStep: string }>> = {
  submit_ambiguous: {
    text: "The answer was lost on its way, so we do not know whether the picture was made.",
    nextStep: "Nothing is sent twice. Ask for a new picture when you are ready.",
  },
  output_unreadable: {
    text: "The file that came back is not a picture that can be opened.",
    nextStep: "Try again.",
  },
  output_missing: {
    text: "The finished picture could not be stored.",
    nextStep: "Try again. If it happens twice, tell an admin.",
  },
};

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
