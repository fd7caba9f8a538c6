import { z } from "zod";
import type { Core, Delivery, Job, JobState } from "#simulator/dialect.ts";
import { wordOf } from "../request.ts";
import { eventId, standardWebhookHeaders, standardWebhookSecret } from "../standard-webhook.ts";

export const events = ["start", "output", "logs", "completed"] as const;
const keptSeconds = 3600;
const linkSeconds = 24 * 3600;

export const keptSchema = z.object({
  version: z.string(),
  input: z.record(z.string(), z.unknown()),
  filter: z.array(z.enum(events)).optional(),
  webhook: z.string().optional(),
  deadline: z.number().optional(),
  aborted: z.boolean().default(false),
  failureWord: z.string().optional(),
});

const statuses: Record<JobState, string> = {
  queued: "starting",
  running: "processing",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "canceled",
  expired: "canceled",
};
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

function errorOf(job: Job, word: string | undefined): string | null {
  if (job.failure === undefined) return null;
  const flagged =
    "The input or output was flagged as sensitive. Please try again with different inputs. (E005)";
  const own = {
    policy: `${flagged} (${job.id.slice(0, 10)})`,
    invalid: "The input image could not be decoded.",
    server: "Prediction interrupted; please retry (code: PA)",
    timeout: "The prediction was stopped after 30 minutes.",
  }[job.failure.reason];
  return word || own;
}

function logsOf(job: Job): string {
  if (job.state === "queued") return "";
  return job.state === "running"
    ? `Generating... ${Math.floor(job.progress * 100)}%\n`
    : "Generating... done\n";
}

/** Seconds that are left until input and output are removed; `[[retention:2]]` in a prompt shortens the hour. */
function secondsLeft(core: Core, job: Job): number {
  const kept = Number(wordOf(job.prompt, "retention") ?? keptSeconds);
  return Math.ceil(kept - (core.now() - job.createdAt) / 1000);
}

/** The file goes with the rest of its data. */
export function refuseDownload(core: Core, job: Job): Response | undefined {
  return secondsLeft(core, job) <= 0 ? new Response("Not found", { status: 404 }) : undefined;
}

/** The prediction as polls, the list and callbacks show it; without its data when its hour is over. */
export function predictionBody(core: Core, job: Job) {
  const kept = keptSchema.parse(job.extra);
  const left = secondsLeft(core, job);
  const removed = left <= 0 && job.endedAt !== undefined;
  const base = `${core.origin}/replicate/v1/predictions/${job.id}`;
  const took = job.endedAt === undefined ? undefined : (job.endedAt - (job.startedAt ?? job.endedAt)) / 1000;
  return {
    id: job.id,
    model: job.model,
    version: kept.version,
    input: removed ? {} : kept.input,
    logs: removed ? "" : logsOf(job),
    output: job.state === "succeeded" && !removed ? core.outputUrl(job, linkSeconds) : null,
    data_removed: removed,
    error: errorOf(job, kept.failureWord),
    source: "api",
    status: kept.aborted ? "aborted" : statuses[job.state],
    created_at: iso(job.createdAt),
    ...(job.startedAt !== undefined && { started_at: iso(job.startedAt) }),
    ...(job.endedAt !== undefined && { completed_at: iso(job.endedAt) }),
    ...(took !== undefined && {
      metrics: { predict_time: took, total_time: ((job.endedAt ?? 0) - job.createdAt) / 1000 },
    }),
    ...(kept.deadline !== undefined && { deadline: iso(kept.deadline) }),
    ...(kept.webhook !== undefined && { webhook: kept.webhook }),
    ...(kept.filter !== undefined && { webhook_events_filter: kept.filter }),
    urls: { get: base, cancel: `${base}/cancel`, web: `${core.origin}/replicate/p/${job.id}` },
  };
}

type Event = (typeof events)[number];

function eventsOf(job: Job): Event[] {
  if (job.state === "queued") return [];
  if (job.state === "running") return ["start", "logs"];
  return job.state === "succeeded" ? ["output", "completed"] : ["completed"];
}

/** One message per event of the filter: the bare prediction, signed by Standard Webhooks. */
export async function replicateDeliveries(core: Core, job: Job): Promise<Delivery[]> {
  const { callbackUrl } = job;
  if (callbackUrl === undefined) return [];
  const filter = keptSchema.parse(job.extra).filter ?? ["output", "completed"];
  const secret = standardWebhookSecret(core.secret("replicate", "webhook"));
  const seconds = Math.floor(core.now() / 1000);
  return eventsOf(job)
    .filter((event) => filter.includes(event))
    .map((event) => {
      const prediction = predictionBody(core, job);
      const body = JSON.stringify(event === "output" ? { ...prediction, status: "processing" } : prediction);
      const id = eventId("msg_", job.id, event);
      return { url: callbackUrl, headers: standardWebhookHeaders([secret], id, seconds, body), body };
    });
}
