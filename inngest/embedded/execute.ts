import { callApp, UnreachableError } from "./call.ts";
import { attemptsMax } from "./config.ts";
import type { Engine } from "./engine.ts";
import type { Job } from "./jobs.ts";
import { inlineStateBytesMax } from "./limits.ts";
import { readReply } from "./reply.ts";
import type { RunRow } from "./runs.ts";
import type { Ended } from "./settle.ts";
import { type StoredStep, storedSteps } from "./steps.ts";

export type Executed = Ended | { outcome: { kind: "unreachable"; message: string } };

/** The job's identity on the wire: a checkpoint that carries another one is refused. */
export const dispatchId = (job: Pick<Job, "id" | "claim">): string => `${job.id}.${job.claim}`;

export const servePath = "/api/inngest";

function requestBody(engine: Engine, run: RunRow, job: Job, steps: readonly StoredStep[], useApi: boolean) {
  const stack = steps.map((step) => step.step_id);
  return {
    event: run.payload,
    events: useApi ? [] : [run.payload],
    steps: useApi ? {} : Object.fromEntries(steps.map((step) => [step.step_id, step.value])),
    defers: {},
    ctx: {
      run_id: run.id,
      attempt: job.attempt,
      max_attempts: attemptsMax(engine.registry.get(run.function_id)),
      disable_immediate_execution: run.planning,
      use_api: useApi,
      stack: { stack, current: stack.length },
      ...(engine.settings.checkpointing && { fn_id: run.function_id, qi_id: dispatchId(job) }),
    },
    version: run.request_version,
    use_api: useApi,
  };
}

async function loadRun(engine: Engine, runId: string): Promise<RunRow | undefined> {
  const [run] = await engine.sql<RunRow>`
    select r.id, r.function_id, r.event_id, r.correlation, r.planning, r.request_version, r.state_bytes, e.payload
    from engine.run r join engine.event e on e.id = r.event_id where r.id = ${runId} and r.status = 'running'`;
  return run;
}

/** Makes the call of one claimed job; undefined when its run has ended meanwhile. Never throws for the app's faults. */
export async function execute(engine: Engine, job: Job, signal: AbortSignal): Promise<Executed | undefined> {
  const [run, steps] = await Promise.all([loadRun(engine, job.run_id), storedSteps(engine.sql, job.run_id)]);
  if (!run) return undefined;
  const { appUrl, signingKey } = engine.settings;
  const url = new URL(servePath, appUrl);
  url.searchParams.set("fnId", run.function_id);
  url.searchParams.set("stepId", job.step_id);
  const body = requestBody(engine, run, job, steps, Number(run.state_bytes) > inlineStateBytesMax);
  const startedAt = new Date();
  try {
    const headers = {
      "x-run-id": run.id,
      "x-inngest-req-version": String(run.request_version),
      "x-inngest-job-id": dispatchId(job),
    };
    const reply = await callApp(url, body, { method: "POST", signingKey, headers, signal });
    const outcome = readReply(reply, signingKey, Date.now());
    return outcome.kind === "unreachable" ? { outcome } : { outcome, httpStatus: reply.status, startedAt };
  } catch (error) {
    if (signal.aborted || !(error instanceof Error)) throw error;
    if (error instanceof UnreachableError)
      return { outcome: { kind: "unreachable", message: error.message } };
    const lost = { name: "ConnectionLost", message: error.message };
    return { outcome: { kind: "failed", error: lost, retryable: true }, httpStatus: null, startedAt };
  }
}
