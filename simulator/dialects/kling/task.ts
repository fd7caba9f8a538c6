import type { Core, Delivery, Job, JobState } from "#simulator/dialect.ts";
import { wordOf } from "../request.ts";
import { eventId, standardWebhookHeaders, standardWebhookSecret } from "../standard-webhook.ts";

const unitMicros = 140_000;
const keptSeconds = 30 * 24 * 3600;

type Word = "submitted" | "processing" | "succeeded" | "failed";
const words: Record<JobState, Word> = {
  queued: "submitted",
  running: "processing",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
  expired: "failed",
};

export const wordOfState = (state: JobState): Word => words[state];
const units = (micros: number) => String(Number((micros / unitMicros).toFixed(4)));
const isLegacy = (job: Job) => job.extra.generation === "legacy";

/** Free text, the only thing a failed task says about itself. */
function failureText(job: Job): string {
  if (job.failure === undefined) return "";
  if (typeof job.extra.failureWord === "string" && job.extra.failureWord !== "") return job.extra.failureWord;
  return {
    policy: "Failure to pass the risk control system",
    invalid: "The input image could not be processed",
    server: "Internal error, please try again later",
    timeout: "The task has timed out",
  }[job.failure.reason];
}

function video(core: Core, job: Job) {
  return {
    id: `v${job.id}`,
    url: core.outputUrl(job, keptSeconds),
    watermark_url: "",
    duration: (job.durationSeconds + 0.041).toFixed(3),
  };
}

/** The task as the new standard shows it: ids as decimal text, times in milliseconds, durations as text. */
export function currentTask(core: Core, job: Job) {
  const done = job.state === "succeeded";
  return {
    id: job.id,
    status: wordOfState(job.state),
    message: failureText(job),
    create_time: job.createdAt,
    update_time: job.updatedAt,
    external_id: job.externalId ?? "",
    ...(done && {
      outputs: [{ type: "video", ...video(core, job) }],
      billing: [{ charge_type: "unit", amount: units(job.chargedMicros), package_type: "video" }],
    }),
  };
}

/** The task as `/v1` shows it, where success is called `succeed`. */
export function legacyTask(core: Core, job: Job) {
  const done = job.state === "succeeded";
  return {
    task_id: job.id,
    task_status: done ? "succeed" : wordOfState(job.state),
    task_status_msg: failureText(job),
    task_info: { external_task_id: job.externalId ?? "" },
    created_at: job.createdAt,
    updated_at: job.updatedAt,
    ...(done && {
      watermark_info: { enabled: false },
      final_unit_deduction: units(job.chargedMicros),
      task_result: { videos: [video(core, job)] },
    }),
  };
}

/** One message per change of status: the bare task, signed unless the prompt says `[[unsigned]]`. */
export async function klingDeliveries(core: Core, job: Job): Promise<Delivery[]> {
  if (job.callbackUrl === undefined) return [];
  const body = JSON.stringify(isLegacy(job) ? legacyTask(core, job) : currentTask(core, job));
  const secret = standardWebhookSecret(core.secret("kling", "webhook"));
  const id = BigInt(`0x${eventId("", job.id, job.state).slice(0, 15)}`).toString();
  const headers =
    wordOf(job.prompt, "unsigned") === undefined
      ? standardWebhookHeaders([secret], id, Math.floor(core.now() / 1000), body)
      : { "content-type": "application/json" };
  return [{ url: job.callbackUrl, headers, body }];
}
