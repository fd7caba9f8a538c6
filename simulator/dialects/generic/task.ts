import { createHmac } from "node:crypto";
import type { Core, Delivery, Job, JobState } from "#simulator/dialect.ts";
import { wordOf } from "../request.ts";
import { eventId } from "../standard-webhook.ts";

const keptSeconds = 24 * 3600;
const statuses: Record<JobState, string> = {
  queued: "queued",
  running: "processing",
  succeeded: "completed",
  failed: "failed",
  canceled: "canceled",
  expired: "expired",
};
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

function failureOf(job: Job): { message: string | null; errorCode: string | null } {
  if (job.failure === undefined) return { message: null, errorCode: null };
  return {
    policy: { message: "The result was withheld for safety reasons", errorCode: "safety_violation" },
    invalid: { message: "The source asset could not be read", errorCode: "invalid_source_asset" },
    server: { message: "Generation worker stopped", errorCode: "internal_error" },
    timeout: { message: "Generation worker took too long", errorCode: "worker_timeout" },
  }[job.failure.reason];
}

function outputsOf(core: Core, job: Job) {
  if (job.state !== "succeeded") return [];
  const output = {
    url: core.outputUrl(job, keptSeconds),
    mimeType: "video/mp4",
    width: job.width,
    height: job.height,
    durationSeconds: job.durationSeconds,
    expiresAt: iso(core.now() + keptSeconds * 1000),
  };
  return [output];
}

/** The job as the contract shows it; progress in whole percent. */
export function jobBody(core: Core, job: Job) {
  return {
    id: job.id,
    status: statuses[job.state],
    progress: Math.floor(job.progress * 100),
    outputs: outputsOf(core, job),
    ...failureOf(job),
    createdAt: iso(job.createdAt),
    updatedAt: iso(job.updatedAt),
    ...(job.extra.metadata !== undefined && { metadata: job.extra.metadata }),
  };
}

/** Lower-case hexadecimal HMAC-SHA256; over `timestamp.body`, or over the body alone in mode `plain`. */
export function signGeneric(secret: string, body: string, seconds?: number): string {
  const signed = seconds === undefined ? body : `${seconds}.${body}`;
  return createHmac("sha256", secret).update(signed).digest("hex");
}

/**
 * One message when the job has ended, and one at its start where the prompt says `[[progress-webhook]]`.
 * `[[plain-signature]]` signs without a timestamp; `[[old-timestamp]]` signs for an hour ago.
 */
export async function genericDeliveries(core: Core, job: Job): Promise<Delivery[]> {
  const says = (word: string) => wordOf(job.prompt, word) !== undefined;
  const wanted = job.endedAt !== undefined || (job.state === "running" && says("progress-webhook"));
  if (job.callbackUrl === undefined || !wanted) return [];
  const { status, outputs, message, errorCode } = jobBody(core, job);
  const body = JSON.stringify({
    id: eventId("evt_", job.id, job.state),
    requestId: job.id,
    status,
    outputs,
    message,
    errorCode,
    createdAt: iso(job.updatedAt),
  });
  const secret = core.secret("generic", "webhook");
  const seconds = Math.floor(core.now() / 1000) - (says("old-timestamp") ? 3600 : 0);
  const headers = new Headers({ "content-type": "application/json" });
  const timestamp = says("plain-signature") ? undefined : seconds;
  headers.set("x-ai-signature", `sha256=${signGeneric(secret, body, timestamp)}`);
  if (timestamp !== undefined) headers.set("x-ai-timestamp", String(timestamp));
  return [{ url: job.callbackUrl, headers: Object.fromEntries(headers), body }];
}
