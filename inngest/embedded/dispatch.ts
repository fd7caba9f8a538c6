import { z } from "zod";
import { arrivalKeys } from "./correlate.ts";
import { isPassing, type Sql, type Tx } from "./database.ts";
import type { Engine } from "./engine.ts";
import type { StoredEvent } from "./events.ts";
import { evaluateMatch } from "./expressions.ts";
import { errorOf } from "./reply.ts";
import { endRun, lockRun, startRun } from "./runs.ts";
import { advance, failedValue, resolveStep } from "./steps.ts";
import { closeWait, invokeKey, type WaitRow } from "./waits.ts";

const batch = 100;
const lookAgainMs = 5000;
const invocation = z.object({ _inngest: z.object({ fn_id: z.string(), correlation_id: z.string() }) });
const ending = z.object({
  correlation_id: z.string(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

async function answerParent(tx: Tx, correlation: string, wrapped: unknown, failed: boolean): Promise<void> {
  const [wait] = await tx<WaitRow>`select * from engine.wait where match_key = ${invokeKey(correlation)}`;
  const run = wait && (await lockRun(tx, wait.run_id));
  if (!run || !(await closeWait(tx, wait.id))) return;
  const name = wait.name ?? "invoke";
  if (await resolveStep(tx, run.id, { stepId: wait.step_id, op: "InvokeFunction", name, wrapped, failed }))
    await advance(tx, run.id, [wait.step_id]);
}

async function startInvoked(engine: Engine, tx: Tx, event: StoredEvent): Promise<void> {
  const parsed = invocation.safeParse(event.payload.data);
  if (!parsed.success) return;
  const { fn_id: functionId, correlation_id: correlation } = parsed.data._inngest;
  const config = engine.registry.get(functionId);
  if (config && (await startRun(tx, config, event, { correlation }))) return;
  const message = config
    ? `"${functionId}" did not start: its idempotency key was used before`
    : `could not find the function "${functionId}"`;
  await answerParent(tx, correlation, failedValue({ name: "InngestInvokeError", message }), true);
}

async function resolveWait(tx: Tx, wait: WaitRow, event: StoredEvent): Promise<void> {
  const run = await lockRun(tx, wait.run_id);
  if (!run) return;
  if (!evaluateMatch(wait.expression, { event: run.payload, async: event.payload })) return;
  if (!(await closeWait(tx, wait.id))) return;
  if (wait.kind === "cancel") {
    const message = `canceled by the event ${event.payload.name}`;
    await endRun(tx, run, { status: "canceled", error: { name: "Canceled", message } });
    return;
  }
  const step = {
    stepId: wait.step_id,
    op: "WaitForEvent",
    name: event.payload.name,
    wrapped: { data: event.payload },
  };
  if (await resolveStep(tx, run.id, step)) await advance(tx, run.id, [wait.step_id]);
}

async function wakeWaits(tx: Tx, event: StoredEvent): Promise<void> {
  const { name } = event.payload;
  const paths = await tx<{ path: string }>`select path from engine.wait_path where name = ${name}`;
  const keys = arrivalKeys(
    name,
    event.payload,
    paths.map((row) => row.path),
  );
  const waits = await tx<WaitRow>`
    select id, run_id, step_id, kind, name, expression from engine.wait
    where match_key = any(${keys}::text[]) order by run_id, id`;
  for (const wait of waits) await resolveWait(tx, wait, event);
}

/** Everything one event causes, in one transaction: parents answered, waits woken, runs canceled, runs started. */
async function dispatchEvent(engine: Engine, event: StoredEvent): Promise<void> {
  const { name, data } = event.payload;
  await engine.sql.begin(async (tx) => {
    if (name === "inngest/function.invoked") {
      await startInvoked(engine, tx, event);
    } else {
      const end = name === "inngest/function.finished" ? ending.safeParse(data).data : undefined;
      if (end) {
        const failed = end.error !== undefined;
        const wrapped = failed ? failedValue(errorOf(end.error)) : { data: end.result ?? null };
        await answerParent(tx, end.correlation_id, wrapped, failed);
      }
      await wakeWaits(tx, event);
      for (const config of engine.registry.startedBy(name, event.payload)) await startRun(tx, config, event);
    }
    await tx`update engine.event set dispatched = true where id = ${event.id}`;
  });
  engine.poke.jobs();
}

async function setAside(sql: Sql, event: StoredEvent, error: unknown): Promise<void> {
  const fault = error instanceof Error ? error.message : String(error);
  await sql`update engine.event set dispatched = true, fault = ${fault.slice(0, 1000)} where id = ${event.id}`;
}

/**
 * Dispatches waiting events in the order of their arrival; milliseconds until it should look again. An event that
 * cannot be dispatched is set aside with its fault, so that it never holds up those behind it.
 */
export async function dispatchEvents(engine: Engine): Promise<number> {
  const events = await engine.sql<StoredEvent>`
    select id, payload from engine.event where not dispatched order by sequence limit ${batch}`;
  for (const event of events) {
    try {
      await dispatchEvent(engine, event);
    } catch (error) {
      if (isPassing(error)) throw error;
      engine.log.error({ event: event.id, err: error }, "an event could not be dispatched");
      await setAside(engine.sql, event, error);
    }
  }
  return events.length === batch ? 0 : lookAgainMs;
}
