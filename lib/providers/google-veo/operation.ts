import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { policyText } from "../google/errors.ts";
import type { Verdict } from "../submit-once.ts";
import type { Observation } from "../types.ts";
import { failureOf, verdicts, withoutOutput } from "../verdicts.ts";

const outputBytesMax = 200 * 1024 * 1024;
const label = "Google";

/** google.rpc codes of a failed operation; 3 is often a safety refusal in words, and 5 a model that went away. */
const rpcVerdicts: Readonly<Record<number, Verdict>> = {
  3: verdicts.invalid,
  4: verdicts.timeout,
  5: verdicts.unknown,
  7: verdicts.auth,
  8: verdicts.busy,
  9: verdicts.auth,
  13: verdicts.failed,
  14: verdicts.failed,
  16: verdicts.auth,
};
const canceledCode = 1;

/** The one filter that speaks of the sound and not of the request; another take may pass it. */
const audioOnly = /\baudio\b/i;

const video = z.object({
  bytesBase64Encoded: z.string().optional(),
  gcsUri: z.string().optional(),
  mimeType: z.string().optional(),
});
export const operationAnswer = z.object({
  done: z.boolean().optional(),
  error: z.object({ code: z.int(), message: z.string().catch("") }).optional(),
  response: z
    .object({
      videos: z.array(video).optional(),
      raiMediaFilteredCount: z.int().optional().catch(undefined),
      raiMediaFilteredReasons: z.array(z.string()).optional().catch(undefined),
    })
    .optional(),
});
export type OperationAnswer = z.infer<typeof operationAnswer>;

function errorOf({ code, message }: { code: number; message: string }): Failure {
  const named = rpcVerdicts[code] ?? verdicts.failed;
  const isPolicy = named === verdicts.invalid && policyText.test(message);
  return failureOf(label, isPolicy ? verdicts.policy : named, message);
}

/** What an operation says. Filtered films come without an error; a film comes as bytes, since no bucket was named. Pure. */
export function readOperation({ done, error, response }: OperationAnswer): Observation {
  if (!done) return { kind: "pending", progress: undefined, queuePosition: undefined };
  if (error?.code === canceledCode) return { kind: "canceled" };
  if (error) return { kind: "failed", failure: errorOf(error) };
  const film = response?.videos?.find(({ bytesBase64Encoded }) => bytesBase64Encoded);
  if (film) {
    const url = `data:${film.mimeType ?? "video/mp4"};base64,${film.bytesBase64Encoded}`;
    return {
      kind: "succeeded",
      outputs: [{ url, headers: {}, bytesMax: outputBytesMax }],
      costMicros: null,
    };
  }
  const reasons = response?.raiMediaFilteredReasons ?? [];
  if (reasons.length > 0 || (response?.raiMediaFilteredCount ?? 0) > 0) {
    const soundOnly = reasons.length > 0 && reasons.every((reason) => audioOnly.test(reason));
    return {
      kind: "failed",
      failure: failureOf(label, soundOnly ? verdicts.failed : verdicts.policy, reasons[0]),
    };
  }
  return { kind: "failed", failure: withoutOutput(label) };
}
