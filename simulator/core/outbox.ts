import { setTimeout as pause } from "node:timers/promises";
import type { Core, Delivery, Dialect, Job } from "../dialect.ts";
import type { Fault, FaultDesk } from "../faults/desk.ts";

export type SentDelivery = { dialect: string; job: string; url: string; attempts: number; answer: string };

const answerSeconds = 10;
const rememberedMax = 500;
const defaultRetrySeconds = [5, 30, 300] as const;

function spoil(delivery: Delivery): Delivery {
  const headers = Object.entries(delivery.headers).map(([name, value]) => {
    if (!/signature/i.test(name)) return [name, value];
    const at = Math.floor(value.length * 0.7);
    return [name, `${value.slice(0, at)}${value[at] === "0" ? "1" : "0"}${value.slice(at + 1)}`];
  });
  return { ...delivery, headers: Object.fromEntries(headers) };
}

const numberOf = (fault: Fault | undefined, otherwise: number): number =>
  fault?.argument && Number.isFinite(Number(fault.argument)) ? Number(fault.argument) : otherwise;

/** Sends messages about tasks: in order for one task, again until one is answered with 2xx, worsened by faults. */
export function createOutbox(core: Core, desk: FaultDesk, timeScale: number) {
  const lines = new Map<string, Promise<void>>();
  const held = new Map<string, Delivery[]>();
  const sent: SentDelivery[] = [];
  const stop = new AbortController();

  async function post(delivery: Delivery, seconds = answerSeconds): Promise<string> {
    try {
      const answer = await fetch(delivery.url, {
        method: "POST",
        headers: delivery.headers,
        body: delivery.body,
        redirect: "manual",
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1000)]),
      });
      await answer.body?.cancel();
      return String(answer.status);
    } catch (error) {
      return error instanceof Error ? error.name : "no answer";
    }
  }

  async function send(dialect: Dialect, job: Job, delivery: Delivery): Promise<void> {
    const record = {
      dialect: dialect.name,
      job: job.id,
      url: new URL(delivery.url).origin,
      attempts: 0,
      answer: "",
    };
    sent.push(record);
    if (sent.length > rememberedMax) sent.shift();
    for (const seconds of [0, ...(dialect.retrySeconds ?? defaultRetrySeconds)]) {
      await pause(seconds * timeScale * 1000, undefined, { signal: stop.signal, ref: false });
      record.attempts += 1;
      record.answer = await post(delivery, dialect.answerSeconds);
      if (/^2\d\d$/.test(record.answer)) return;
    }
  }

  async function dispatch(dialect: Dialect, job: Job, faults: Fault[], delivery: Delivery): Promise<void> {
    const find = (name: string): Fault | undefined => faults.find((fault) => fault.name === name);
    if (find("drop")) return;
    const wait =
      (find("late") ? numberOf(find("late"), 3000) : 0) + (find("delay") ? numberOf(find("delay"), 2000) : 0);
    await pause(wait, undefined, { signal: stop.signal });
    const message = find("badsig") ? spoil(delivery) : delivery;
    const copies = find("duplicate") ? Math.min(20, numberOf(find("duplicate"), 2)) : 1;
    for (let copy = 0; copy < copies; copy++) await send(dialect, job, message);
  }

  async function announce(dialect: Dialect, job: Job): Promise<void> {
    const deliveries = (await dialect.deliveries?.(core, job)) ?? [];
    if (deliveries.length === 0) return;
    const faults = desk.meet(
      dialect.name,
      "webhook",
      job.prompt,
      `task ${job.extra.sequence ?? job.id} ${job.state}`,
    );
    const earlier = held.get(job.id) ?? [];
    held.delete(job.id);
    const ended = job.endedAt !== undefined;
    if (faults.some((fault) => fault.name === "reorder") && !ended) {
      held.set(job.id, [...deliveries.reverse(), ...earlier]);
      return;
    }
    for (const delivery of [...deliveries, ...earlier]) await dispatch(dialect, job, faults, delivery);
  }

  return {
    sent: (): SentDelivery[] => [...sent].reverse(),
    /** Builds the messages of the present state and queues them; never throws into the caller. */
    push(dialect: Dialect, job: Job, onError: (error: unknown) => void): void {
      const snapshot = { ...job, extra: { ...job.extra } };
      const before = lines.get(job.id) ?? Promise.resolve();
      const line = before
        .then(() => announce(dialect, snapshot))
        .catch((error: unknown) => {
          if (!stop.signal.aborted) onError(error);
        });
      lines.set(job.id, line);
      void line.then(() => {
        if (lines.get(job.id) === line) lines.delete(job.id);
      });
    },
    async close(): Promise<void> {
      stop.abort();
      await Promise.all(lines.values());
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
