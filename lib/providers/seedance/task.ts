import { z } from "zod";
import { jobId } from "../job-id.ts";
import type { Observation } from "../types.ts";
import { failureOf, verdicts, withoutOutput } from "../verdicts.ts";
import { arkTaskError, arkTaskFailure } from "./errors.ts";
import { tokenCostMicros } from "./price.ts";

const outputBytesMax = 512 * 1024 * 1024;

export const arkTask = z.object({
  id: jobId,
  status: z.string(),
  model: z.string().catch(""),
  error: arkTaskError,
  content: z.object({ video_url: z.string().nullish() }).nullish(),
  usage: z
    .object({ completion_tokens: z.int().min(0) })
    .nullish()
    .catch(undefined),
  resolution: z.string().nullish(),
  generate_audio: z.boolean().nullish(),
  service_tier: z.string().nullish(),
  safety_identifier: z.string().nullish(),
});
export type ArkTask = z.infer<typeof arkTask>;

export const isQueued = ({ status }: ArkTask): boolean => status === "queued";

/**
 * What a task says; it has no progress, and a word that is not known counts as still running. Only a task that
 * succeeded is billed (ModelArk, pricing).
 */
export function readArkTask(task: ArkTask): Observation {
  if (task.status === "cancelled") return { kind: "canceled" };
  if (task.status === "failed") return { kind: "failed", failure: arkTaskFailure(task.error) };
  if (task.status === "expired")
    return { kind: "failed", failure: failureOf("Seedance", verdicts.timeout, "The task expired.") };
  if (task.status !== "succeeded") return { kind: "pending", progress: undefined, queuePosition: undefined };
  const costMicros = tokenCostMicros({
    model: task.model,
    resolution: task.resolution ?? undefined,
    audio: task.generate_audio ?? false,
    serviceTier: task.service_tier ?? undefined,
    tokens: task.usage?.completion_tokens,
  });
  const url = task.content?.video_url;
  if (!url) return { kind: "failed", failure: withoutOutput("Seedance", costMicros) };
  return { kind: "succeeded", outputs: [{ url, headers: {}, bytesMax: outputBytesMax }], costMicros };
}

const callback = z.object({ id: jobId, status: z.string(), updated_at: z.number().optional() });

/** One change of state of one task, however often it is told. */
export function arkEventId(payload: Record<string, unknown>): string | undefined {
  const task = callback.safeParse(payload).data;
  return task && [task.id, task.status, task.updated_at ?? ""].join("/");
}
