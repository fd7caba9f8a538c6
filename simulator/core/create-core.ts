import { randomUUID } from "node:crypto";
import { type Core, type Dialect, type Job, Refused } from "../dialect.ts";
import type { FaultDesk } from "../faults/desk.ts";
import { laterVerdict } from "../faults/verdict.ts";
import type { FilmStudio } from "../film/studio.ts";
import { createClockwork, type Held, isActive } from "./clockwork.ts";
import { createKeyring } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import { paceOf, progressOf } from "./life.ts";
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

/** The books behind every dialect. */
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

  /** Made ahead where films are; a task that makes none has nothing to wait for. */
  async function prewarm(job: Job): Promise<void> {
    if (parts.prewarm && job.durationSeconds > 0) await studio.film(job).catch(reportError);
  }

  const clockwork = createClockwork({
    tasksOf: of,
    placesOf: (dialect) => dialectOf.get(dialect)?.limits?.running ?? Number.POSITIVE_INFINITY,
    film: prewarm,
    changed(job) {
      if (!isActive(job)) ledger.settle(job);
      announce(job);
    },
  });

  function take(dialect: string, input: Parameters<Core["accept"]>[1]): Held {
    const now = core.now();
    const job: Job = {
      id: randomUUID(),
      externalId: undefined,
      callbackUrl: undefined,
      ...input,
      dialect,
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
    const busy = of(dialect).filter(({ job }) => isActive(job)).length;
    if (limits?.overflow === "refuse" && busy >= limits.running)
      throw new Refused("concurrency", `At most ${limits.running} tasks run at once`);
    if (ledger.balance(dialect) < priceMicros)
      throw new Refused("balance", "The balance does not cover this task");
  }

  function view(entry: Held | undefined): Job | undefined {
    if (entry && isActive(entry.job))
      entry.job.progress = progressOf(entry.job, entry.pace.runMs, core.now());
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
      void prewarm(entry.job);
      announce(entry.job);
      clockwork.begin(entry);
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
      if (!entry || !isActive(job)) return false;
      clockwork.end(entry, "canceled");
      return true;
    },
    finish(job, failure) {
      const entry = held.get(`${job.dialect} ${job.id}`);
      if (entry) clockwork.end(entry, failure ? "failed" : "succeeded", failure);
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

  const outbox = createOutbox(core, desk, parts.timeScale);

  return {
    core,
    outbox,
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
