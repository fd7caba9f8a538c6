import type { Tx } from "./database.ts";
import type { Engine } from "./engine.ts";
import { endRun, lockRun } from "./runs.ts";
import { advance, failedValue, resolveStep } from "./steps.ts";
import { closeWait, type WaitRow } from "./waits.ts";

const batch = 100;
const lookAgainMs = 5000;

function expiredStep(wait: WaitRow) {
  const name = wait.name ?? "sleep";
  if (wait.kind === "sleep") return { stepId: wait.step_id, op: "Sleep", name, wrapped: null };
  if (wait.kind === "event") return { stepId: wait.step_id, op: "WaitForEvent", name, wrapped: null };
  const message = "Timed out waiting for the invoked function to complete";
  const wrapped = failedValue({ name: "InngestInvokeTimeoutError", message });
  return { stepId: wait.step_id, op: "InvokeFunction", name, wrapped, failed: true };
}

async function expire(tx: Tx, wait: WaitRow): Promise<void> {
  const run = await lockRun(tx, wait.run_id);
  if (!(await closeWait(tx, wait.id)) || !run || wait.kind === "cancel") return;
  if (wait.kind === "deadline") {
    const message = "the function did not finish in the time it allows itself";
    await endRun(tx, run, { status: "canceled", error: { name: "FinishTimeout", message } });
  } else if (await resolveStep(tx, run.id, expiredStep(wait))) {
    await advance(tx, run.id, [wait.step_id]);
  }
}

/** Ends sleeps, waits and deadlines whose time has come, by the database's clock; milliseconds until the next. */
export async function expireWaits(engine: Engine): Promise<number> {
  const due = await engine.sql<WaitRow>`
    select id, run_id, step_id, kind, name, expression from engine.wait
    where expires_at <= now() order by expires_at limit ${batch}`;
  for (const wait of due) {
    await engine.sql.begin((tx) => expire(tx, wait));
    engine.poke.jobs();
  }
  if (due.length > 0) engine.poke.events();
  const [next] = await engine.sql<{ ms: number | null }>`
    select (extract(epoch from min(expires_at) - now()) * 1000)::float8 as ms from engine.wait`;
  return Math.min(Math.max(Math.ceil(next?.ms ?? lookAgainMs), 0), lookAgainMs);
}
