import { isPassing, patiently } from "./database.ts";
import type { Engine } from "./engine.ts";
import { execute } from "./execute.ts";
import { newId } from "./identifiers.ts";
import { claimJobs, type Job, msUntilDue, releaseJobs } from "./jobs.ts";
import { createLaneCounter } from "./lanes.ts";
import { callsInFlightMax } from "./limits.ts";
import { failRun, isRunFault, settle } from "./settle.ts";

export type Worker = {
  /** Claims and starts what is due; milliseconds until it should look again. */
  turn: () => Promise<number>;
  /** Lets calls end for `graceMs`, then abandons the rest and gives their jobs back with no attempt counted. */
  drain: (graceMs: number) => Promise<void>;
  appReachable: () => boolean;
};

const lookAgainMs = 5000;
const unreachableMsMax = 2000;
const unreachableMsMin = 200;

type InFlight = { job: Job; done: Promise<void> };

/** Calls the app for due jobs, at most 64 at once and within each lane's limit. */
export function createWorker(engine: Engine): Worker {
  const lanes = createLaneCounter();
  const inFlight = new Map<string, InFlight>();
  const abandon = new AbortController();
  let draining = false;
  let refusals = 0;

  const giveBack = async (job: Job, delayMs: number) => {
    await patiently(
      () => releaseJobs(engine.sql, job.claim, [job.id], delayMs),
      () => abandon.signal.aborted,
    );
  };

  const store = async (job: Job, ended: Parameters<typeof settle>[2]) => {
    try {
      await patiently(
        () => settle(engine, job, ended),
        () => abandon.signal.aborted,
      );
    } catch (error) {
      if (isPassing(error)) throw error;
      if (!isRunFault(error))
        engine.log.error({ run: job.run_id, err: error }, "an answer could not be stored");
      await failRun(engine, job, error);
    }
  };

  const perform = async (job: Job) => {
    const executed = await patiently(
      () => execute(engine, job, abandon.signal),
      () => abandon.signal.aborted,
    );
    if (!executed) return;
    const { outcome } = executed;
    if (outcome.kind === "unreachable") {
      if (refusals === 0)
        engine.log.warn({ reason: outcome.message }, "the app is not reachable; its work waits");
      refusals += 1;
      await giveBack(job, Math.min(unreachableMsMin * 2 ** Math.min(refusals, 10), unreachableMsMax));
    } else {
      refusals = 0;
      if ("startedAt" in executed) await store(job, { ...executed, outcome });
    }
  };

  const begin = (job: Job) => {
    const done = perform(job)
      .catch((error: unknown) => {
        if (!abandon.signal.aborted)
          engine.log.error({ run: job.run_id, err: error }, "a call failed in the engine");
      })
      .finally(() => {
        inFlight.delete(job.id);
        lanes.leave(job.lanes);
        engine.poke.jobs();
      });
    inFlight.set(job.id, { job, done });
  };

  return {
    appReachable: () => refusals === 0,
    turn: async () => {
      const room = callsInFlightMax - inFlight.size;
      if (room <= 0 || draining) return lookAgainMs;
      const claimed = await claimJobs(engine.sql, newId(), room, lanes.full());
      const excess = claimed.filter((job) => !lanes.tryEnter(job.lanes));
      for (const job of claimed) if (!excess.includes(job)) begin(job);
      const [first] = excess;
      if (first)
        await releaseJobs(
          engine.sql,
          first.claim,
          excess.map((job) => job.id),
        );
      if (claimed.length > 0) return 0;
      return msUntilDue(engine.sql, lanes.full(), lookAgainMs);
    },
    drain: async (graceMs) => {
      draining = true;
      const all = Promise.allSettled([...inFlight.values()].map((entry) => entry.done));
      const grace = new Promise<void>((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([all, grace]);
      abandon.abort();
      const left = [...inFlight.values()];
      for (const { job } of left) await releaseJobs(engine.sql, job.claim, [job.id]);
      await all;
    },
  };
}
