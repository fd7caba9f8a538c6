import type { Job } from "../dialect.ts";
import type { Pace } from "./life.ts";

/** A task with its pace; `timer` is what it waits for now. */
export type Held = { job: Job; pace: Pace; timer: NodeJS.Timeout | undefined };

type ClockworkParts = {
  /** The tasks of a dialect, oldest first. */
  tasksOf(dialect: string): Held[];
  /** How many of them run at once. */
  placesOf(dialect: string): number;
  /** Resolves when there is something to fetch. */
  film(job: Job): Promise<void>;
  /** A task has a new state. */
  changed(job: Job): void;
};

export const isActive = (job: Job): boolean => job.endedAt === undefined;

/** Moves tasks through their lives: queued, running while a place is free, ended once. */
export function createClockwork(parts: ClockworkParts) {
  const queued = (dialect: string): Held[] =>
    parts.tasksOf(dialect).filter(({ job }) => job.state === "queued");

  function numberQueue(dialect: string): void {
    for (const [place, { job }] of queued(dialect).entries()) job.queuePosition = place;
  }

  function end(entry: Held, state: Job["state"], failure?: Job["failure"]): void {
    const { job } = entry;
    if (!isActive(job)) return;
    clearTimeout(entry.timer);
    job.endedAt = job.updatedAt = Date.now();
    job.state = state;
    job.failure = failure;
    job.queuePosition = 0;
    if (state === "succeeded") {
      job.progress = 1;
      job.chargedMicros = job.priceMicros;
    }
    parts.changed(job);
    startWaiting(job.dialect);
  }

  async function finishRun(entry: Held): Promise<void> {
    const { job, pace } = entry;
    if (pace.failure) return end(entry, "failed", pace.failure);
    await parts.film(job);
    end(entry, "succeeded");
  }

  function start(entry: Held): void {
    const { job, pace } = entry;
    job.state = "running";
    job.startedAt = job.updatedAt = Date.now();
    job.queuePosition = 0;
    parts.changed(job);
    if (pace.runMs === undefined) return;
    entry.timer = setTimeout(() => void finishRun(entry), pace.runMs);
  }

  /** Gives free places to those who have waited their time, oldest first, and numbers the rest. */
  function startWaiting(dialect: string): void {
    const running = parts.tasksOf(dialect).filter(({ job }) => job.state === "running").length;
    const free = Math.max(0, parts.placesOf(dialect) - running);
    const ready = queued(dialect).filter(({ timer }) => timer === undefined);
    for (const entry of ready.slice(0, free)) start(entry);
    numberQueue(dialect);
  }

  return {
    end,
    /** Lets a task that was just taken wait its time. */
    begin(entry: Held): void {
      const { dialect } = entry.job;
      entry.timer = setTimeout(() => {
        entry.timer = undefined;
        startWaiting(dialect);
      }, entry.pace.queuedMs);
      numberQueue(dialect);
    },
  };
}
