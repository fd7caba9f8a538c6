import { randomUUID } from "node:crypto";
import { type Core, type Dialect, type Job, Refused } from "../dialect.ts";
import type { FaultDesk } from "../faults/desk.ts";
import { laterVerdict } from "../faults/verdict.ts";
import type { FilmStudio } from "../film/studio.ts";
import { createKeyring } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import { type Pace, paceOf, progressOf } from "./life.ts";
import { outputPath } from "./links.ts";
import { createOutbox } from "./outbox.ts";
import { simulatorSecret } from "./secrets.ts";

export type CoreParts = {
  origin: string;
  dialects: readonly Dialect[];
  ledger: Ledger;
  desk: FaultDesk;
  studio: FilmStudio;
  /** How long a task takes where no fault says otherwise. */
  jobSeconds: number;
  /** Factor on the vendors' own retry delays. */
  timeScale: number;
  /** Makes the film as soon as the task is taken. */
  prewarm: boolean;
  onError(error: unknown): void;
};

type Held = { job: Job; pace: Pace; timer: NodeJS.Timeout | undefined };

const active = (job: Job): boolean => job.endedAt === undefined;

/** The books and the clockwork behind every dialect. */
export function createCore(parts: CoreParts) {
  const { ledger, desk, studio } = parts;
  const held = new Map<string, Held>();
  const keys = createKeyring();
  const dialectOf = new Map(parts.dialects.map((dialect) => [dialect.name, dialect]));
  let sequence = 0;
  let closed = false;
  const of = (dialect: string): Held[] => [...held.values()].filter(({ job }) => job.dialect === dialect);

  function reportError(error: unknown): void {
    if (!closed) parts.onError(error);
  }

  function announce(job: Job): void {
    const dialect = dialectOf.get(job.dialect);
    if (dialect) outbox.push(dialect, job, reportError);
  }

  function end(entry: Held, state: Job["state"], failure?: Job["failure"]): void {
    const { job } = entry;
    if (!active(job)) return;
    clearTimeout(entry.timer);
    job.endedAt = job.updatedAt = core.now();
    job.state = state;
    job.failure = failure;
    job.queuePosition = 0;
    if (state === "succeeded") {
      job.progress = 1;
      job.chargedMicros = job.priceMicros;
    }
    ledger.settle(job);
    announce(job);
    startWaiting(job.dialect);
  }

  function start(entry: Held): void {
    const { job, pace } = entry;
    job.state = "running";
    job.startedAt = job.updatedAt = core.now();
    job.queuePosition = 0;
    announce(job);
    if (pace.runMs === undefined) return;
    entry.timer = setTimeout(() => void finishRun(entry), pace.runMs);
  }

  /** A task has succeeded only when there is something to fetch, where films are made ahead. */
  async function finishRun(entry: Held): Promise<void> {
    const { job, pace } = entry;
    if (pace.failure) return end(entry, "failed", pace.failure);
    if (parts.prewarm && job.durationSeconds > 0) await studio.film(job).catch(reportError);
    end(entry, "succeeded");
  }

  /** Gives free places to those who have waited their time, oldest first, and numbers the rest. */
  function startWaiting(dialect: string): void {
    const entries = of(dialect);
    const cap = dialectOf.get(dialect)?.limits?.running ?? Number.POSITIVE_INFINITY;
    let running = entries.filter(({ job }) => job.state === "running").length;
    let place = 0;
    for (const entry of entries.filter(({ job }) => job.state === "queued")) {
      if (entry.timer === undefined && running < cap) {
        running += 1;
        start(entry);
      } else entry.job.queuePosition = place++;
    }
  }

  function take(dialect: string, input: Parameters<Core["accept"]>[1]): Held {
    const now = core.now();
    const job: Job = {
      id: randomUUID(),
      externalId: undefined,
      callbackUrl: undefined,
      ...input,
      dialect,
      account: "default",
      state: "queued",
      progress: 0,
      queuePosition: 0,
      failure: undefined,
      chargedMicros: 0,
      createdAt: now,
      startedAt: undefined,
      endedAt: undefined,
      updatedAt: now,
      extra: { ...input.extra, sequence: ++sequence },
    };
    const faults = desk.meet(dialect, "job", job.prompt, `task ${sequence}`);
    if (laterVerdict.getStore()?.policy) faults.push({ name: "late-policy", argument: undefined });
    return { job, pace: paceOf(parts.jobSeconds, faults), timer: undefined };
  }

  function refuseOverLimits(dialect: string, priceMicros: number): void {
    const limits = dialectOf.get(dialect)?.limits;
    const busy = of(dialect).filter(({ job }) => active(job)).length;
    if (limits?.overflow === "refuse" && busy >= limits.running)
      throw new Refused("concurrency", `At most ${limits.running} tasks run at once`);
    if (ledger.balance(dialect) < priceMicros)
      throw new Refused("balance", "The balance does not cover this task");
  }

  function view(entry: Held | undefined): Job | undefined {
    if (entry && active(entry.job)) entry.job.progress = progressOf(entry.job, entry.pace.runMs, core.now());
    return entry?.job;
  }

  const core: Core = {
    origin: parts.origin,
    now: () => Date.now(),
    accept(dialect, input) {
      refuseOverLimits(dialect, input.priceMicros);
      const entry = take(dialect, input);
      held.set(`${dialect} ${entry.job.id}`, entry);
      ledger.hold(entry.job);
      if (parts.prewarm && input.durationSeconds > 0) studio.film(entry.job).catch(reportError);
      announce(entry.job);
      entry.timer = setTimeout(() => {
        entry.timer = undefined;
        startWaiting(dialect);
      }, entry.pace.queuedMs);
      startNumbering(dialect);
      return entry.job;
    },
    find: (dialect, id) => view(held.get(`${dialect} ${id}`)),
    findByExternalId: (dialect, id) => view(of(dialect).find(({ job }) => job.externalId === id)),
    list: (dialect) =>
      of(dialect)
        .flatMap((entry) => view(entry) ?? [])
        .reverse(),
    cancel(job) {
      const entry = held.get(`${job.dialect} ${job.id}`);
      if (!entry || !active(job)) return false;
      end(entry, "canceled");
      return true;
    },
    finish(job, failure) {
      const entry = held.get(`${job.dialect} ${job.id}`);
      if (entry) end(entry, failure ? "failed" : "succeeded", failure);
    },
    remove(job) {
      core.cancel(job);
      held.delete(`${job.dialect} ${job.id}`);
    },
    outputUrl: (job, expiresInSeconds = 3600) =>
      parts.origin + outputPath(job.dialect, job.id, Math.ceil(core.now() / 1000) + expiresInSeconds),
    outputBytes: (job) => studio.film(job),
    balanceMicros: (dialect) => ledger.balance(dialect),
    secret: simulatorSecret,
    keys,
  };

  function startNumbering(dialect: string): void {
    of(dialect)
      .filter(({ job }) => job.state === "queued")
      .forEach(({ job }, index) => {
        job.queuePosition = index;
      });
  }

  const outbox = createOutbox(core, desk, parts.timeScale);

  return {
    core,
    outbox,
    /** Every task of the process, for faults that are aimed through an id. */
    findAny: (id: string): Job | undefined => [...held.values()].find(({ job }) => job.id === id)?.job,
    reset(): void {
      for (const entry of held.values()) clearTimeout(entry.timer);
      held.clear();
      sequence = 0;
      ledger.clear();
      desk.clear();
    },
    async close(): Promise<void> {
      for (const entry of held.values()) clearTimeout(entry.timer);
      closed = true;
      await Promise.all([outbox.close(), studio.close()]);
    },
  };
}

export type RunningCore = ReturnType<typeof createCore>;
