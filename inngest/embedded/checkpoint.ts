import { z } from "zod";
import { jsonText } from "./database.ts";
import type { Engine } from "./engine.ts";
import { stepBytesMax } from "./limits.ts";
import { kindOf, labelOf, type Operation, operation } from "./operation.ts";
import { failRun } from "./settle.ts";
import { checkLimits, RunLimitError } from "./steps.ts";

const body = z.object({
  qi_id: z.string().regex(/^\d{1,18}\.\w{1,64}$/, "does not name a call"),
  steps: z.array(operation).max(1000),
});

/** The call that reports here does not own its run any more: another call does, or the run has ended. */
export class StaleError extends Error {}
export class UnsupportedCheckpointError extends Error {}

type Owner = { runId: string; jobId: string; claim: string };
type Stored = { step_count: number; state_bytes: string };

const isHint = (entry: Operation) => entry.op === "StepPlanned";

/**
 * One statement, so that a checkpoint costs one round trip and one commit: it locks the run and the job that owns it,
 * stores what is new, and sets the job's attempts back. No row comes back when the claim is lost.
 */
async function storeSteps(
  engine: Engine,
  owner: Owner,
  done: readonly Operation[],
): Promise<Stored | undefined> {
  const values = done.map((entry) => jsonText({ data: entry.data ?? null }));
  const tooLarge = done.find((_, index) => Buffer.byteLength(values[index] ?? "") > stepBytesMax);
  if (tooLarge) throw new RunLimitError(`step "${labelOf(tooLarge)}" returned more than 4 MiB`);
  const [stored] = await engine.sql<Stored>`
    with owned as (
      select r.id, j.id as job_id from engine.run r join engine.job j on j.run_id = r.id
      where r.id = ${owner.runId} and r.status = 'running' and j.id = ${owner.jobId} and j.claim = ${owner.claim}
      for update
    ), reset as (
      update engine.job j set attempt = 0 from owned where j.id = owned.job_id and j.attempt > 0
    ), fresh as (
      insert into engine.step (run_id, step_id, op, name, value, position, resolved_at)
      select owned.id, done.step_id, done.kind, done.name, done.value::json, nextval('engine.step_position'), now()
      from owned, unnest(
          ${done.map((entry) => entry.id)}::text[], ${done.map(kindOf)}::text[],
          ${done.map(labelOf)}::text[], ${values}::text[])
        with ordinality as done (step_id, kind, name, value, place)
      order by done.place
      on conflict (run_id, step_id) do update
        set value = excluded.value, position = excluded.position, resolved_at = now()
        where engine.step.position is null
      returning octet_length(value::text) as bytes
    )
    update engine.run r set
      step_count = r.step_count + (select count(*) from fresh),
      state_bytes = r.state_bytes + (select coalesce(sum(bytes), 0) from fresh)
    from owned where r.id = owned.id
    returning r.step_count, r.state_bytes`;
  return stored;
}

/**
 * Stores the steps of a call that is still running, so that a crash loses at most the step in progress. Returns once
 * they are committed. Throws StaleError when the call has lost its claim, or its run ended by growing too large.
 */
export async function checkpoint(engine: Engine, runId: string, input: unknown): Promise<void> {
  const { qi_id: dispatch, steps } = body.parse(input);
  const done = steps.filter((entry) => !isHint(entry));
  const odd = done.find((entry) => entry.op !== "StepRun");
  if (odd) throw new UnsupportedCheckpointError(`${odd.op} cannot be reported in a checkpoint`);
  const [jobId = "", claim = ""] = dispatch.split(".");
  try {
    const stored = await storeSteps(engine, { runId, jobId, claim }, done);
    if (!stored) throw new StaleError("another call owns this run, or it has ended");
    checkLimits(stored);
  } catch (error) {
    if (!(error instanceof RunLimitError)) throw error;
    await failRun(engine, { id: jobId, claim, run_id: runId }, error);
    throw new StaleError(error.message);
  }
}
