import type { Core, Job } from "#simulator/dialect.ts";
import { wordOf } from "../request.ts";
import { creditMicros } from "./price.ts";

const keptSeconds = 24 * 3600;
const credits = (micros: number) => ({ credits: micros / creditMicros });

function failureOf(job: Job) {
  const { failureWord } = job.extra;
  const judged = wordOf(job.prompt, "policy") === undefined ? "SAFETY.OUTPUT" : "SAFETY.INPUT.TEXT";
  const own = {
    policy: judged,
    invalid: "ASSET.INVALID",
    server: "INTERNAL.BAD_OUTPUT.CODE01",
    timeout: "INTERNAL",
  };
  const code = typeof failureWord === "string" ? failureWord : own[job.failure?.reason ?? "server"];
  const failure = /SAFETY/.test(code)
    ? "Content was rejected by moderation."
    : "An unexpected error occurred.";
  return { failure, ...(code !== "" && { failureCode: code }) };
}

/** The task as the service shows it. `waits` says that the concurrency of the account is used up. */
export function taskBody(core: Core, job: Job, waits: boolean) {
  const shared = { id: job.id, createdAt: new Date(job.createdAt).toISOString() };
  const estimate = { ...shared, estimatedCost: credits(job.priceMicros) };
  const ended = { ...shared, cost: credits(job.chargedMicros) };
  switch (job.state) {
    case "queued":
      return { ...estimate, status: waits ? "THROTTLED" : "PENDING" };
    case "running":
      return { ...estimate, status: "RUNNING", progress: Number(job.progress.toFixed(2)) };
    case "succeeded":
      return { ...ended, status: "SUCCEEDED", output: [core.outputUrl(job, keptSeconds)] };
    case "canceled":
      return { ...ended, status: "CANCELLED" };
    default:
      return { ...ended, status: "FAILED", ...failureOf(job) };
  }
}
