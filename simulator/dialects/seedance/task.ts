import type { Core, Delivery, Job } from "#simulator/dialect.ts";
import { keptSchema } from "./submission.ts";

const keptSeconds = 24 * 3600;
const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

/** A pre-signed address that looks like the object storage's own. */
function signedUrl(core: Core, job: Job): string {
  const url = new URL(core.outputUrl(job, keptSeconds));
  url.searchParams.set("X-Tos-Expires", String(keptSeconds));
  url.searchParams.set("X-Tos-Signature", url.searchParams.get("signature") ?? "");
  return url.href;
}

function failureOf(job: Job, word: string | undefined): { code: string; message: string } {
  const reason = job.failure?.reason ?? "server";
  const code = {
    policy: "OutputVideoSensitiveContentDetected",
    invalid: "InvalidParameter.TaskTypeConstraint",
    server: "InternalServiceError",
    timeout: "InternalServiceError",
  }[reason];
  const message =
    reason === "policy" ? "The output video may contain sensitive information." : "The task failed.";
  return { code: word || code, message: `${message} Request id: ${job.id}` };
}

/** The task as the service shows it: unix seconds, whole durations, a failure inside an HTTP 200. */
export function taskBody(core: Core, job: Job) {
  const { parsed, resolution, ratio, tokens, failureWord } = keptSchema.parse(job.extra);
  const expired = job.state === "expired" || job.failure?.reason === "timeout";
  const status = expired ? "expired" : job.state === "canceled" ? "cancelled" : job.state;
  return {
    id: job.id,
    model: job.model,
    status,
    ...(job.state === "succeeded" && {
      error: null,
      content: {
        video_url: signedUrl(core, job),
        ...(parsed.return_last_frame && { last_frame_url: signedUrl(core, job) }),
      },
      usage: { completion_tokens: tokens, total_tokens: tokens },
      ...(parsed.frames === undefined ? { duration: job.durationSeconds } : { frames: parsed.frames }),
      ...(parsed.seed !== undefined && { seed: parsed.seed === -1 ? 41_532 : parsed.seed }),
      resolution,
      ratio,
      framespersecond: 24,
      generate_audio: job.audio,
      draft: parsed.draft ?? false,
    }),
    ...(status === "failed" && { error: failureOf(job, failureWord) }),
    created_at: seconds(job.createdAt),
    updated_at: seconds(job.updatedAt),
    service_tier: parsed.service_tier,
    execution_expires_after: parsed.execution_expires_after,
    ...(parsed.priority !== undefined && { priority: parsed.priority }),
    ...(parsed.safety_identifier !== undefined && { safety_identifier: parsed.safety_identifier }),
  };
}

/** One unsigned message per change of status, with the body of a reading; none when a task is cancelled. */
export async function seedanceDeliveries(core: Core, job: Job): Promise<Delivery[]> {
  if (job.callbackUrl === undefined || job.state === "canceled") return [];
  const body = JSON.stringify(taskBody(core, job));
  return [{ url: job.callbackUrl, headers: { "content-type": "application/json" }, body }];
}
