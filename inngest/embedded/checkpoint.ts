import { z } from "zod";
import { applyOperations } from "./apply.ts";
import type { Engine } from "./engine.ts";
import { dispatchId } from "./execute.ts";
import type { Job } from "./jobs.ts";
import { type Operation, operation } from "./operation.ts";
import { lockRun } from "./runs.ts";

const body = z.object({ qi_id: z.string(), steps: z.array(operation).max(1000) });

/** The call that reports here does not own its run any more: another call does, or the run has ended. */
export class StaleError extends Error {}
export class UnsupportedCheckpointError extends Error {}

const isHint = (entry: Operation) => entry.op === "StepPlanned";

/**
 * Stores the steps of a call that is still running, so that a crash loses at most the step in progress. Returns once
 * they are committed. Throws StaleError when the call has lost its claim.
 */
export async function checkpoint(engine: Engine, runId: string, input: unknown): Promise<void> {
  const { qi_id: dispatch, steps } = body.parse(input);
  const done = steps.filter((entry) => !isHint(entry));
  const odd = done.find((entry) => entry.op !== "StepRun");
  if (odd) throw new UnsupportedCheckpointError(`${odd.op} cannot be reported in a checkpoint`);
  await engine.sql.begin(async (tx) => {
    const run = await lockRun(tx, runId);
    if (!run) throw new StaleError("the run is not running");
    const [jobId = "", claim = ""] = dispatch.split(".");
    const [job] = await tx<Job>`
      update engine.job set attempt = 0
      where run_id = ${runId} and claim = ${claim} and id::text = ${jobId} returning id, claim`;
    if (!job || dispatchId(job) !== dispatch) throw new StaleError("another call owns this run");
    await applyOperations(engine, tx, run, done, false);
  });
}
