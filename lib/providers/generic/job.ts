import { z } from "zod";
import type { Observation } from "../types.ts";
import { withoutOutput } from "../verdicts.ts";
import { jobFailure } from "./errors.ts";

const outputBytesMax = 256 * 1024 * 1024;

const output = z.union([z.url(), z.object({ url: z.url() }).transform(({ url }) => url)]);

const state = z.object({
  status: z.string(),
  progress: z.number().min(0).max(100).nullish().catch(undefined),
  outputs: z.array(output).nullish(),
  message: z.string().nullish(),
  errorCode: z.string().nullish(),
});
export const genericJob = state.extend({ id: z.string().min(1) });
export const genericEvent = state.extend({ id: z.string().min(1).max(256), requestId: z.string().min(1) });

/** What a job or an event about it says. A status that is not known counts as still running. */
export function readGenericJob(job: z.infer<typeof state>): Observation {
  switch (job.status) {
    case "completed": {
      const urls = job.outputs ?? [];
      if (urls.length === 0) return { kind: "failed", failure: withoutOutput("The service") };
      return {
        kind: "succeeded",
        outputs: urls.map((url) => ({ url, headers: {}, bytesMax: outputBytesMax })),
        costMicros: null,
      };
    }
    case "failed":
      return { kind: "failed", failure: jobFailure(job.errorCode, job.message) };
    case "expired":
      return { kind: "failed", failure: jobFailure("expired", job.message) };
    case "canceled":
      return { kind: "canceled" };
    default: {
      const progress = typeof job.progress === "number" ? job.progress / 100 : undefined;
      return { kind: "pending", progress, queuePosition: undefined };
    }
  }
}
