import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type JobView, jobErrorCodes, jobStatuses, signOutput } from "../protocol.ts";

/** A job as it lies on disk. The request is sealed: prompts and signed links are in no readable file. */
export const jobRecord = z.object({
  id: z.string().regex(/^anm_[0-9a-f]{32}$/),
  externalId: z.string(),
  request: z.string(),
  status: z.enum(jobStatuses),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  runs: z.number().int(),
  error: z.object({ code: z.enum(jobErrorCodes), message: z.string() }).optional(),
  output: z.object({ bytes: z.number().int(), sha256: z.string() }).optional(),
  encoder: z.string().optional(),
  webhook: z.enum(["none", "pending", "delivered", "given-up"]),
});

export type JobRecord = z.infer<typeof jobRecord>;
export type Job = { record: JobRecord; progress: number };

export const newJobId = (): string => `anm_${randomBytes(16).toString("hex")}`;

export const ended = (record: JobRecord): boolean =>
  record.status !== "queued" && record.status !== "running";

const linkSeconds = 3600;

export type ViewContext = { base: string; secret: string; now: Date; queuePosition: number | undefined };

/** What callers see of a job; the output link in it opens for an hour. */
export function viewJob(job: Job, context: ViewContext): JobView {
  const { record } = job;
  const expires = Math.floor(context.now.getTime() / 1000) + linkSeconds;
  const signature = signOutput(context.secret, record.id, expires);
  const url = `${context.base}/v1/jobs/${record.id}/output.mp4?expires=${expires}&signature=${signature}`;
  return {
    id: record.id,
    externalId: record.externalId,
    status: record.status,
    progress: record.status === "succeeded" ? 1 : Math.round(job.progress * 1000) / 1000,
    ...(context.queuePosition === undefined ? {} : { queuePosition: context.queuePosition }),
    createdAt: record.createdAt,
    ...(record.endedAt ? { endedAt: record.endedAt } : {}),
    ...(record.error ? { error: record.error } : {}),
    ...(record.output ? { output: { url, ...record.output } } : {}),
  };
}
