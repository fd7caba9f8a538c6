import type { Job } from "../dialect.ts";
import type { Fault } from "../faults/desk.ts";

export type Pace = { queuedMs: number; runMs: number | undefined; failure: Job["failure"] };

/** How a task's life will go: a fifth of its time waiting, the rest at work; undefined means that it never ends. */
export function paceOf(jobSeconds: number, faults: readonly Fault[]): Pace {
  const find = (name: string): Fault | undefined => faults.find((fault) => fault.name === name);
  const slow = find("slow");
  const seconds = slow ? Number(slow.argument ?? 10) || 10 : jobSeconds;
  const failure = find("late-policy")
    ? ({ reason: "policy", message: "The result was withheld by the safety rules." } as const)
    : find("fail")
      ? ({ reason: "server", message: "The generation broke off." } as const)
      : undefined;
  return {
    queuedMs: seconds * 200,
    runMs: find("hang") ? undefined : seconds * 800,
    failure,
  };
}

/** Progress of a running task: climbs with time and stops short of 1. */
export function progressOf(job: Job, runMs: number | undefined, now: number): number {
  if (job.state === "succeeded") return 1;
  if (job.startedAt === undefined) return 0;
  const part = (now - job.startedAt) / (runMs ?? 600_000);
  return Math.min(0.99, Math.max(0, part));
}
