import { jsonText, type Sql, type Tx } from "./database.ts";
import { discovery, enqueue } from "./jobs.ts";
import { stateBytesMax, stepBytesMax, stepsPerRunMax } from "./limits.ts";
import { isRace, kindOf, labelOf, type Operation } from "./operation.ts";
import type { RunError } from "./reply.ts";

/** `wrapped` is what the SDK expects for a memoised step: `{data}`, `{error}`, an event, or null. */
export type Resolution = { stepId: string; op: string; name: string; wrapped: unknown; failed?: boolean };

/** A run that outgrew what a hosted server would allow; it fails for good. */
export class RunLimitError extends Error {
  override name = "RunLimitError";
}

/** Registers a step that is not resolved yet. False when it was reported before: it is already being worked on. */
export async function openStep(tx: Tx, runId: string, entry: Operation): Promise<boolean> {
  const rows = await tx`
    insert into engine.step (run_id, step_id, op, name, race)
    values (${runId}, ${entry.id}, ${kindOf(entry)}, ${labelOf(entry)}, ${isRace(entry)})
    on conflict do nothing`;
  return rows.count > 0;
}

/**
 * Stores a step's value; the first value stored stays. The caller holds the run's row lock, so that positions give
 * the order of completion. True when this call stored it.
 */
export async function resolveStep(tx: Tx, runId: string, step: Resolution): Promise<boolean> {
  const value = jsonText(step.wrapped);
  const bytes = Buffer.byteLength(value);
  if (bytes > stepBytesMax) throw new RunLimitError(`step "${step.name}" returned more than 4 MiB`);
  const stored = await tx`
    insert into engine.step (run_id, step_id, op, name, value, failed, position, resolved_at)
    values (${runId}, ${step.stepId}, ${step.op}, ${step.name}, ${value}::json, ${step.failed ?? false},
      nextval('engine.step_position'), now())
    on conflict (run_id, step_id) do update
      set value = excluded.value, failed = excluded.failed, position = excluded.position, resolved_at = now()
      where engine.step.position is null`;
  if (stored.count === 0) return false;
  const [run] = await tx<{ step_count: number; state_bytes: string }>`
    update engine.run set step_count = step_count + 1, state_bytes = state_bytes + ${bytes}
    where id = ${runId} returning step_count, state_bytes`;
  if (run) checkLimits(run);
  return true;
}

/** Throws RunLimitError when a run has more steps, or a larger state, than a hosted server would allow. */
export function checkLimits(run: { step_count: number; state_bytes: string }): void {
  if (run.step_count > stepsPerRunMax) throw new RunLimitError("the run has more than 1,000 steps");
  if (Number(run.state_bytes) > stateBytesMax) throw new RunLimitError("the run's state is over 32 MiB");
}

/** The value a step resolves to when it failed for good. */
export const failedValue = (error: RunError) => ({ error });

/**
 * Goes on with the run after steps were resolved: one discovery call when nothing it reported is pending any more, or
 * at once when a racing step was resolved. Done under the run's row lock, so that two joins never both see "not yet".
 */
export async function advance(tx: Tx, runId: string, resolved: readonly string[]): Promise<void> {
  const [state] = await tx<{ pending: number; raced: number }>`
    select count(*) filter (where position is null and not race)::int as pending,
      count(*) filter (where race and step_id = any(${[...resolved]}::text[]))::int as raced
    from engine.step where run_id = ${runId}`;
  if (!state || (state.pending > 0 && state.raced === 0)) return;
  if (state.pending === 0) await tx`update engine.run set planning = false where id = ${runId} and planning`;
  await enqueue(tx, runId, discovery);
}

export type StoredStep = { step_id: string; value: unknown };

/** Memoised steps in order of completion. */
export async function storedSteps(sql: Sql, runId: string): Promise<StoredStep[]> {
  return sql<StoredStep>`
    select step_id, value from engine.step where run_id = ${runId} and position is not null order by position`;
}
