import { z } from "zod";
import { jobId, readJobId } from "../job-id.ts";
import { costOf } from "../micros.ts";
import type { Observation } from "../types.ts";
import { charged, withoutOutput } from "../verdicts.ts";
import { klingTaskFailure } from "./errors.ts";

const outputBytesMax = 512 * 1024 * 1024;
const unitMicros = 140_000;

const amount = z.union([z.string(), z.number()]);
const billingRow = z.object({ charge_type: z.string(), amount, currency: z.string().nullish() });

/** Ids are decimal texts beyond 2^53 and stay texts. */
export const standardTask = z.object({
  id: jobId,
  status: z.string(),
  message: z.string().nullish(),
  outputs: z.array(z.object({ type: z.string().optional(), url: z.string() })).nullish(),
  billing: z.array(billingRow).nullish(),
});

export const legacyTask = z.object({
  task_id: jobId,
  task_status: z.string(),
  task_status_msg: z.string().nullish(),
  final_unit_deduction: amount.nullish(),
  task_result: z.object({ videos: z.array(z.object({ url: z.string() })).nullish() }).nullish(),
});

type Seen = { status: string; said: string; urls: string[]; costMicros: number | null };

const successWords = new Set(["succeeded", "succeed", "completed"]);

function read({ status, said, urls, costMicros }: Seen): Observation {
  if (status === "failed")
    return { kind: "failed", failure: { ...klingTaskFailure(said), ...charged(costMicros) } };
  if (!successWords.has(status)) return { kind: "pending", progress: undefined, queuePosition: undefined };
  if (urls.length === 0) return { kind: "failed", failure: withoutOutput("Kling", costMicros) };
  return {
    kind: "succeeded",
    outputs: urls.map((url) => ({ url, headers: {}, bytesMax: outputBytesMax })),
    costMicros,
  };
}

function rowMicros({ charge_type: type, amount: value, currency }: z.infer<typeof billingRow>): number {
  if (type === "unit") return Number(value) * unitMicros;
  return type === "cash" && (currency ?? "USD") === "USD" ? Number(value) * 1_000_000 : Number.NaN;
}

/** What the rows add up to in micro-USD, a unit being USD 0.14; null where a row says it otherwise. */
export function billedMicros(rows: z.infer<typeof billingRow>[]): number | null {
  const sum = rows.reduce((total, row) => total + rowMicros(row), 0);
  return rows.length > 0 ? costOf(sum) : null;
}

/** What a task of the current routes says; the older ones tell the same in other words. Pure. */
export function readStandardTask(task: z.infer<typeof standardTask>): Observation {
  const videos = (task.outputs ?? []).filter(({ type = "video", url }) => type === "video" && url !== "");
  return read({
    status: task.status,
    said: task.message ?? "",
    urls: videos.map(({ url }) => url),
    costMicros: billedMicros(task.billing ?? []),
  });
}

export function readLegacyTask(task: z.infer<typeof legacyTask>): Observation {
  const units = task.final_unit_deduction;
  return read({
    status: task.task_status,
    said: task.task_status_msg ?? "",
    urls: (task.task_result?.videos ?? []).map(({ url }) => url).filter((url) => url !== ""),
    costMicros: units == null ? null : billedMicros([{ charge_type: "unit", amount: units }]),
  });
}

/** A callback is the bare task, of either generation; undefined for another task than `taskId`. */
export function readKlingCallback(payload: Record<string, unknown>, taskId: string): Observation | undefined {
  const standard = standardTask.safeParse(payload).data;
  if (standard) return standard.id === taskId ? readStandardTask(standard) : undefined;
  const legacy = legacyTask.safeParse(payload).data;
  return legacy?.task_id === taskId ? readLegacyTask(legacy) : undefined;
}

/** The task that a callback is about, of either generation. */
export const klingJobOf = ({ id, task_id: older }: Record<string, unknown>): string | undefined =>
  readJobId(id) ?? readJobId(older);

/** A task has one callback for each of its statuses; undefined for what is no task. */
export function klingEventId(payload: Record<string, unknown>): string | undefined {
  const standard = standardTask.safeParse(payload).data;
  if (standard) return `${standard.id}/${standard.status}`;
  const legacy = legacyTask.safeParse(payload).data;
  return legacy && `${legacy.task_id}/${legacy.task_status}`;
}
