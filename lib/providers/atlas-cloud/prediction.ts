import { z } from "zod";
import { wholeMicros } from "../micros.ts";
import type { Observation } from "../types.ts";
import { verdicts, withoutOutput } from "../verdicts.ts";
import { predictionErrorSchema, predictionFailure } from "./errors.ts";

const outputBytesMax = 200 * 1024 * 1024;

const address = z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]);
const addresses = z
  .union([z.array(address), address.transform((one) => [one])])
  .nullish()
  .catch(undefined);

/** A prediction as the poll, the callback and the history tell it. */
export const predictionSchema = z.object({
  id: z.string().optional().catch(undefined),
  status: z.string(),
  outputs: addresses,
  output: addresses,
  error: predictionErrorSchema,
  error_code: z.coerce.number().optional().catch(undefined),
  price: z.union([z.string(), z.number()]).optional().catch(undefined),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** Micro-USD of a decimal amount such as "0.475000"; null for what is none. */
export function usdMicros(amount: string | number | undefined): number | null {
  return amount !== undefined && /^\d+(\.\d+)?$/.test(String(amount))
    ? wholeMicros(Number(amount) * 1_000_000)
    : null;
}

const succeeded = new Set(["completed", "succeeded"]);
const failed = new Set(["failed", "error"]);
const canceled = new Set(["canceled", "cancelled"]);

/** What a prediction says; letters of either case. A status word that is not known counts as still running. Pure. */
export function readPrediction(prediction: Prediction): Observation {
  const { outputs, output, error, error_code: code, price } = prediction;
  const status = prediction.status.toLowerCase();
  if (failed.has(status)) return { kind: "failed", failure: predictionFailure(code, error) };
  if (canceled.has(status)) return { kind: "canceled" };
  if (status === "timeout")
    return {
      kind: "failed",
      failure: { ...verdicts.timeout, message: "Atlas Cloud did not finish the job in time." },
    };
  if (!succeeded.has(status)) return { kind: "pending", progress: undefined, queuePosition: undefined };
  const costMicros = usdMicros(price);
  const [url] = (outputs ?? output ?? []).filter((found) => /^https?:\/\//.test(found));
  if (!url) return { kind: "failed", failure: withoutOutput("Atlas Cloud", costMicros) };
  return {
    kind: "succeeded",
    outputs: [{ url, headers: {}, bytesMax: outputBytesMax }],
    costMicros,
  };
}
