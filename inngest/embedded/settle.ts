import { applyOperations, UnsupportedError } from "./apply.ts";
import { backoffMs } from "./backoff.ts";
import { attemptsMax } from "./config.ts";
import { jsonText, type Tx } from "./database.ts";
import type { Engine } from "./engine.ts";
import { discovery, enqueue, finishJob, type Job } from "./jobs.ts";
import { errorOf, type Outcome, type RunError } from "./reply.ts";
import { endRun, lockRun, type RunRow } from "./runs.ts";
import { advance, RunLimitError } from "./steps.ts";

export type Ended = {
  outcome: Exclude<Outcome, { kind: "unreachable" }>;
  httpStatus: number | null;
  startedAt: Date;
};

async function record(
  tx: Tx,
  job: Job,
  ended: Ended,
  result: { outcome: string; stepId?: string; name?: string; error?: RunError },
): Promise<void> {
  const error = result.error ? jsonText(result.error) : null;
  await tx`
    insert into engine.call (run_id, step_id, name, attempt, outcome, http_status, error, started_at)
    values (${job.run_id}, ${result.stepId ?? job.step_id}, ${result.name ?? null}, ${job.attempt}, ${result.outcome}, ${ended.httpStatus},
      ${error}::json, ${ended.startedAt})`;
}

async function retry(engine: Engine, tx: Tx, job: Job, afterMs: number | undefined): Promise<void> {
  const delayMs = afterMs ?? backoffMs(job.attempt, engine.settings.backoffSeconds, Math.random());
  await enqueue(tx, job.run_id, job.step_id, job.attempt + 1, delayMs);
}

async function settleOutcome(engine: Engine, tx: Tx, run: RunRow, job: Job, ended: Ended): Promise<string[]> {
  const { outcome } = ended;
  const attempts = attemptsMax(engine.registry.get(run.function_id));
  const mayRetry = outcome.kind !== "completed" && outcome.retryable && job.attempt + 1 < attempts;
  if (outcome.version !== undefined && run.request_version === -1)
    await tx`update engine.run set request_version = ${outcome.version} where id = ${run.id}`;

  if (outcome.kind === "completed") {
    await record(tx, job, ended, { outcome: "completed" });
    await endRun(tx, run, { status: "completed", output: outcome.data });
    return [];
  }
  if (outcome.kind === "failed") {
    await record(tx, job, ended, { outcome: mayRetry ? "retried" : "failed", error: outcome.error });
    if (mayRetry) await retry(engine, tx, job, outcome.afterMs);
    else await endRun(tx, run, { status: "failed", error: outcome.error });
    return [];
  }
  const applied = await applyOperations(engine, tx, run, outcome.operations, mayRetry);
  if (applied.retry) {
    await record(tx, job, ended, { outcome: "retried", ...applied.retry });
    await retry(engine, tx, job, outcome.afterMs);
  } else {
    await record(tx, job, ended, { outcome: "progressed" });
  }
  return applied.resolved;
}

/**
 * Stores what a call brought, deletes its job and adds the next one, in one transaction. A call whose claim was lost
 * or whose run has ended leaves no trace.
 */
export async function settle(engine: Engine, job: Job, ended: Ended): Promise<void> {
  await engine.sql.begin(async (tx) => {
    const run = await lockRun(tx, job.run_id);
    if (!run) return;
    const { owned, again } = await finishJob(tx, job);
    if (!owned) return;
    const resolved = await settleOutcome(engine, tx, run, job, ended);
    if (resolved.length > 0) await advance(tx, run.id, resolved);
    if (again && (await lockRun(tx, run.id))) await enqueue(tx, run.id, discovery);
  });
  engine.poke.jobs();
  engine.poke.waits();
  engine.poke.events();
}

/** True when the error is the run's own fault, so that settling it again could only fail again. */
export const isRunFault = (error: unknown): boolean =>
  error instanceof UnsupportedError || error instanceof RunLimitError;

/** Ends a run whose answer could not be stored: better a failure that shows than a run that never ends. */
export async function failRun(
  engine: Engine,
  job: Pick<Job, "id" | "claim" | "run_id">,
  cause: unknown,
): Promise<void> {
  await engine.sql.begin(async (tx) => {
    const run = await lockRun(tx, job.run_id);
    if (!run) return;
    const { owned } = await finishJob(tx, job);
    const error = isRunFault(cause)
      ? errorOf(cause)
      : { name: "EngineError", message: "the engine could not store what the function answered" };
    if (owned) await endRun(tx, run, { status: "failed", error });
  });
  engine.poke.events();
}
