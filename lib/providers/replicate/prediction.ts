import { z } from "zod";
import { jobId } from "../job-id.ts";
import type { Observation } from "../types.ts";
import { failureOf, verdicts, withoutOutput } from "../verdicts.ts";
import { predictionFailure } from "./errors.ts";

const outputBytesMax = 256 * 1024 * 1024;

export const predictionSchema = z.object({
  id: jobId,
  status: z.string(),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  logs: z.string().nullish().catch(undefined),
  data_removed: z.boolean().nullish(),
  webhook: z.string().nullish(),
});
export type Prediction = z.infer<typeof predictionSchema>;

const outputSchema = z.union([z.url().transform((url) => [url]), z.array(z.url()).min(1)]);

/** The last percentage in the logs, 0 to 1; some models print none. */
export function progressOf(logs: string | null | undefined): number | undefined {
  const last = [...(logs ?? "").matchAll(/(\d{1,3})(?:\.\d+)?\s?%/g)].at(-1)?.[1];
  return last === undefined || Number(last) > 100 ? undefined : Number(last) / 100;
}

function readOutput({ output, data_removed: removed }: Prediction): Observation {
  const urls = outputSchema.safeParse(output).data;
  if (urls)
    return {
      kind: "succeeded",
      outputs: urls.map((url) => ({ url, headers: {}, bytesMax: outputBytesMax })),
      costMicros: null,
    };
  const tooLate = failureOf("Replicate", verdicts.outputMissing, "the file was deleted after its hour.");
  return { kind: "failed", failure: removed ? tooLate : withoutOutput("Replicate") };
}

/** What a prediction says. `aborted`: its deadline passed before it began. A word that is not known counts as running. */
export function readPrediction(prediction: Prediction): Observation {
  switch (prediction.status) {
    case "succeeded":
      return readOutput(prediction);
    case "failed":
      return { kind: "failed", failure: predictionFailure(prediction.error) };
    case "canceled":
      return { kind: "canceled" };
    case "aborted":
      return {
        kind: "failed",
        failure: failureOf("Replicate", verdicts.timeout, "the deadline passed before the run began."),
      };
    default:
      return { kind: "pending", progress: progressOf(prediction.logs), queuePosition: undefined };
  }
}

/** Undefined for another prediction than `predictionId`. */
export function readPredictionCallback(
  payload: Record<string, unknown>,
  predictionId: string,
): Observation | undefined {
  const prediction = predictionSchema.safeParse(payload).data;
  return prediction?.id === predictionId ? readPrediction(prediction) : undefined;
}

/** A prediction has one callback for each of its statuses; undefined for what is no prediction. */
export function predictionEventId(payload: Record<string, unknown>): string | undefined {
  const prediction = predictionSchema.safeParse(payload).data;
  return prediction && `${prediction.id}/${prediction.status}`;
}
