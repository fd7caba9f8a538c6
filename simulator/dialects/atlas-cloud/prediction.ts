import type { Core, Job, JobState } from "#simulator/dialect.ts";
import { wordOf } from "../request.ts";

const keptSeconds = 24 * 3600;
const statuses: Record<JobState, string> = {
  queued: "starting",
  running: "processing",
  succeeded: "completed",
  failed: "failed",
  canceled: "canceled",
  expired: "timeout",
};
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

function failureOf(job: Job) {
  const { failureWord } = job.extra;
  const reason = job.failure?.reason ?? "server";
  if (reason === "policy") return { error: "The content did not pass moderation", error_code: 1039 };
  const own = { invalid: "invalid input", server: "upstream error", timeout: "upstream timed out" }[reason];
  return { error: typeof failureWord === "string" && failureWord !== "" ? failureWord : own };
}

/** The prediction as polls and callbacks show it; the price is text in USD, `created` only in the answer to a submit. */
export function predictionBody(core: Core, job: Job, submitted = false) {
  const base = {
    id: job.id,
    model: job.model,
    status: submitted ? "created" : statuses[job.state],
    outputs: null,
    error: "",
    urls: { get: `${core.origin}/atlas-cloud/api/v1/model/prediction/${job.id}` },
    created_at: iso(job.createdAt),
  };
  if (job.state === "succeeded") {
    const took = (job.endedAt ?? job.updatedAt) - job.createdAt;
    const url = core.outputUrl(job, keptSeconds);
    return {
      ...base,
      outputs: wordOf(job.prompt, "output-objects") === undefined ? [url] : [{ url }],
      has_nsfw_contents: null,
      completed_at: iso(job.endedAt ?? job.updatedAt),
      executionTime: took,
      latency_ms: took,
      timings: { inference: took },
      price: (job.chargedMicros / 1e6).toFixed(6),
      duration: job.durationSeconds,
    };
  }
  return job.state === "failed" ? { ...base, ...failureOf(job) } : base;
}

export type PredictionBody = ReturnType<typeof predictionBody>;
