import type { Tx } from "./database.ts";
import { parseDelay } from "./durations.ts";
import type { Engine } from "./engine.ts";
import { insertEvent } from "./events.ts";
import { checkExpression } from "./expressions.ts";
import { discovery, enqueue } from "./jobs.ts";
import { kindOf, labelOf, type Operation, optionOf, payloadOf } from "./operation.ts";
import { errorOf, type RunError } from "./reply.ts";
import { endRun, type RunRow } from "./runs.ts";
import { failedValue, openStep, type Resolution, resolveStep } from "./steps.ts";
import { correlationOf, openWait } from "./waits.ts";

/** Something a function asked for that cannot be done; its run fails for good, with this message. */
export class UnsupportedError extends Error {
  override name = "UnsupportedError";
}

export type Applied = { resolved: string[]; retry?: { stepId: string; name: string; error: RunError } };

const endless = "366d";

const resolution = (entry: Operation, wrapped: unknown, failed = false): Resolution => ({
  stepId: entry.id,
  op: kindOf(entry),
  name: labelOf(entry),
  wrapped,
  failed,
});

function delayOf(entry: Operation, text: string | undefined): number {
  if (text === undefined) throw new UnsupportedError(`${entry.op} "${labelOf(entry)}" has no duration`);
  try {
    return parseDelay(text, Date.now());
  } catch (error) {
    throw new UnsupportedError(error instanceof Error ? error.message : String(error));
  }
}

async function openEventWait(tx: Tx, run: RunRow, entry: Operation): Promise<void> {
  const name = optionOf(entry, "event", entry.name);
  const expression = optionOf(entry, "if");
  if (!name) throw new UnsupportedError(`the wait "${labelOf(entry)}" names no event`);
  try {
    if (expression) checkExpression(expression);
  } catch (error) {
    throw new UnsupportedError(
      `"${expression}" cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  const delayMs = delayOf(entry, optionOf(entry, "timeout", endless));
  await openWait(tx, run.payload, {
    runId: run.id,
    stepId: entry.id,
    kind: "event",
    name,
    expression,
    delayMs,
  });
}

async function invoke(engine: Engine, tx: Tx, run: RunRow, entry: Operation): Promise<boolean> {
  const functionId = optionOf(entry, "function_id");
  if (!functionId || !engine.registry.get(functionId)) {
    const error = { name: "InngestInvokeError", message: `could not find the function "${functionId}"` };
    return resolveStep(tx, run.id, resolution(entry, failedValue(error), true));
  }
  const timeout = optionOf(entry, "timeout");
  const correlation = correlationOf(run.id, entry.id);
  await openWait(tx, run.payload, {
    runId: run.id,
    stepId: entry.id,
    kind: "invoke",
    name: functionId,
    delayMs: timeout ? delayOf(entry, timeout) : undefined,
  });
  const data = { ...payloadOf(entry)?.data, _inngest: { fn_id: functionId, correlation_id: correlation } };
  await insertEvent(tx, "inngest/function.invoked", data);
  engine.poke.events();
  return false;
}

/**
 * Does what one operation asks, once: an operation reported before changes nothing. True when its step is resolved,
 * now or before: a checkpoint may have stored it while its answer was lost, and the run must go on.
 */
async function applyOne(engine: Engine, tx: Tx, run: RunRow, entry: Operation): Promise<boolean> {
  switch (entry.op) {
    case "StepRun":
      await resolveStep(tx, run.id, resolution(entry, { data: entry.data ?? null }));
      return true;
    case "StepError":
    case "StepFailed":
      await resolveStep(tx, run.id, resolution(entry, failedValue(errorOf(entry.error)), true));
      return true;
    case "StepPlanned":
      if (await openStep(tx, run.id, entry)) await enqueue(tx, run.id, entry.id);
      return false;
    case "Sleep": {
      const delayMs = delayOf(entry, optionOf(entry, "duration", entry.name));
      if (await openStep(tx, run.id, entry))
        await openWait(tx, run.payload, { runId: run.id, stepId: entry.id, kind: "sleep", delayMs });
      return false;
    }
    case "WaitForEvent":
      if (await openStep(tx, run.id, entry)) await openEventWait(tx, run, entry);
      return false;
    case "InvokeFunction":
      return (await openStep(tx, run.id, entry)) && invoke(engine, tx, run, entry);
    case "RunComplete":
      await endRun(tx, run, { status: "completed", output: entry.data ?? null });
      return false;
    case "DiscoveryRequest":
      await enqueue(tx, run.id, discovery);
      return false;
    default:
      throw new UnsupportedError(`the operation ${entry.op} is not supported by the embedded engine`);
  }
}

const waitsFirst = (left: Operation, right: Operation) =>
  Number(right.op === "WaitForEvent") - Number(left.op === "WaitForEvent");

/**
 * Applies the operations of one reply to a locked run. Waits are opened before anything a sibling does, which may
 * cause the event they wait for. A failed step comes back as `retry` while `mayRetry`. Throws UnsupportedError.
 */
export async function applyOperations(
  engine: Engine,
  tx: Tx,
  run: RunRow,
  operations: readonly Operation[],
  mayRetry: boolean,
): Promise<Applied> {
  const applied: Applied = { resolved: [] };
  const pending = operations.filter((entry) => entry.op !== "StepRun");
  if (operations.length > 1 && pending.length > 0)
    await tx`update engine.run set planning = true where id = ${run.id} and not planning`;
  for (const entry of operations.toSorted(waitsFirst)) {
    if (entry.op === "StepError" && mayRetry)
      applied.retry = { stepId: entry.id, name: labelOf(entry), error: errorOf(entry.error) };
    else if (await applyOne(engine, tx, run, entry)) applied.resolved.push(entry.id);
  }
  return applied;
}
