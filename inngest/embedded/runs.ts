import type { FunctionConfig } from "./config.ts";
import { jsonText, type Tx } from "./database.ts";
import { parseDelay } from "./durations.ts";
import { insertEvent, isLifecycle, type StoredEvent } from "./events.ts";
import { evaluateValue } from "./expressions.ts";
import { newId } from "./identifiers.ts";
import { discovery, enqueue } from "./jobs.ts";
import { lanesOf } from "./lanes.ts";
import { runKeyHours } from "./limits.ts";
import type { RunError } from "./reply.ts";
import { openWait } from "./waits.ts";

export type RunRow = {
  id: string;
  function_id: string;
  event_id: string;
  correlation: string | null;
  planning: boolean;
  request_version: number;
  state_bytes: string;
  payload: StoredEvent["payload"];
};

export type RunEnd =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: RunError }
  | { status: "canceled"; error: RunError };

/** Locks a run that is still running, with its first event; undefined when it has ended. */
export async function lockRun(tx: Tx, runId: string): Promise<RunRow | undefined> {
  const [run] = await tx<RunRow>`
    select r.id, r.function_id, r.event_id, r.correlation, r.planning, r.request_version, r.state_bytes, e.payload
    from engine.run r join engine.event e on e.id = r.event_id
    where r.id = ${runId} and r.status = 'running' for update of r`;
  return run;
}

function runKey(config: FunctionConfig, event: StoredEvent, cronKey?: string): string {
  if (cronKey) return `cron:${cronKey}`;
  const byEvent = `event:${JSON.stringify(event.payload.id)}`;
  if (!config.idempotency) return byEvent;
  try {
    return `value:${JSON.stringify(evaluateValue(config.idempotency, { event: event.payload }) ?? null)}`;
  } catch (error) {
    if (error instanceof Error) return byEvent;
    throw error;
  }
}

async function takeKey(tx: Tx, functionId: string, key: string, runId: string): Promise<boolean> {
  const taken = await tx`
    insert into engine.run_key (function_id, key, run_id, expires_at)
    values (${functionId}, ${key}, ${runId}, now() + ${runKeyHours} * interval '1 hour')
    on conflict (function_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
      where engine.run_key.expires_at <= now()`;
  return taken.count > 0;
}

/** Inserts a run with its cancellation waits, its finish deadline and its first call. */
export async function insertRun(
  tx: Tx,
  config: FunctionConfig,
  event: StoredEvent,
  runId: string,
  from: { correlation?: string; retryOf?: string } = {},
): Promise<void> {
  const { payload } = event;
  await tx`
    insert into engine.run (id, function_id, event_id, correlation, retry_of, lanes)
    values (${runId}, ${config.id}, ${event.id}, ${from.correlation ?? null}, ${from.retryOf ?? null},
      ${lanesOf(config, payload)}::text[])`;
  for (const [index, cancel] of (config.cancel ?? []).entries()) {
    await openWait(tx, payload, {
      runId,
      stepId: `cancel:${index}`,
      kind: "cancel",
      name: cancel.event,
      expression: cancel.if ?? undefined,
      delayMs: cancel.timeout ? parseDelay(cancel.timeout, Date.now()) : undefined,
    });
  }
  const finish = config.timeouts?.finish;
  if (finish) {
    const delayMs = parseDelay(finish, Date.now());
    await openWait(tx, payload, { runId, stepId: "deadline", kind: "deadline", delayMs });
  }
  await enqueue(tx, runId, discovery);
}

/** Starts a function for an event, at most once for the function's key. False when the key was taken: skipped. */
export async function startRun(
  tx: Tx,
  config: FunctionConfig,
  event: StoredEvent,
  from: { correlation?: string; cronKey?: string } = {},
): Promise<boolean> {
  const runId = newId();
  if (!(await takeKey(tx, config.id, runKey(config, event, from.cronKey), runId))) return false;
  await insertRun(tx, config, event, runId, { correlation: from.correlation });
  return true;
}

/** Ends a locked run: its jobs and waits go, and other functions are told by the lifecycle events. */
export async function endRun(tx: Tx, run: RunRow, end: RunEnd): Promise<void> {
  const output = end.status === "completed" ? jsonText(end.output) : null;
  const error = end.status === "completed" ? null : jsonText(end.error);
  await tx`
    update engine.run set status = ${end.status}, output = ${output}::json, error = ${error}::json,
      ended_at = now() where id = ${run.id}`;
  await tx`delete from engine.job where run_id = ${run.id}`;
  await tx`delete from engine.wait where run_id = ${run.id}`;
  if (isLifecycle(run.payload.name)) return;
  const data = {
    function_id: run.function_id,
    run_id: run.id,
    correlation_id: run.correlation,
    event: run.payload,
    events: [run.payload],
    ...(end.status === "completed" ? { result: end.output ?? null } : { error: end.error }),
  };
  await insertEvent(tx, "inngest/function.finished", data);
  if (end.status === "failed") await insertEvent(tx, "inngest/function.failed", data, run.id);
  if (end.status === "canceled") await insertEvent(tx, "inngest/function.cancelled", data, run.id);
}
