import { waitKey } from "./correlate.ts";
import type { Tx } from "./database.ts";

export type WaitKind = "sleep" | "event" | "invoke" | "cancel" | "deadline";
export type WaitRequest = {
  runId: string;
  stepId: string;
  kind: WaitKind;
  name?: string;
  expression?: string;
  /** Milliseconds from now; without it the wait lasts as long as its run. */
  delayMs?: number;
};
export type WaitRow = {
  id: string;
  run_id: string;
  step_id: string;
  kind: WaitKind;
  name: string | null;
  expression: string | null;
};

export const invokeKey = (correlation: string): string => `invoke:${correlation}`;
export const correlationOf = (runId: string, stepId: string): string => `${runId}.${stepId}`;

/** Opens a wait; `event` is the run's first event, on which its expression may correlate. */
export async function openWait(tx: Tx, event: unknown, wait: WaitRequest): Promise<void> {
  const filed =
    wait.kind === "invoke"
      ? { key: invokeKey(correlationOf(wait.runId, wait.stepId)) }
      : wait.name
        ? waitKey(wait.name, wait.expression, event)
        : undefined;
  if (filed?.path && wait.name) {
    await tx`insert into engine.wait_path (name, path) values (${wait.name}, ${filed.path}) on conflict do nothing`;
  }
  await tx`
    insert into engine.wait (run_id, step_id, kind, name, match_key, expression, expires_at)
    values (${wait.runId}, ${wait.stepId}, ${wait.kind}, ${wait.name ?? null}, ${filed?.key ?? null},
      ${wait.expression ?? null}, now() + ${wait.delayMs ?? null}::float8 * interval '1 millisecond')
    on conflict do nothing`;
}

/** Removes a wait; whoever gets true decides what it resolved to. The caller holds the run's lock. */
export async function closeWait(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx`delete from engine.wait where id = ${id}`;
  return rows.count > 0;
}
