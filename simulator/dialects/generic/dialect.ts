import { setTimeout as pause } from "node:timers/promises";
import { type Context, Hono } from "hono";
import { type Core, type Dialect, type Job, Refused } from "#simulator/dialect.ts";
import { readJson, requireKey, wordOf } from "../request.ts";
import { refuseGeneric, refuseWithCode } from "./answer.ts";
import { createIdempotency } from "./idempotency.ts";
import { createFirstRefusals, createRateLimit } from "./limits.ts";
import { readSubmission } from "./submission.ts";
import { genericDeliveries, jobBody } from "./task.ts";

const name = "generic";
const answerLastMs = 20_000;
const bodyBytesMax = 1024 * 1024;

export type GenericLimits = { submitsPerMinute: number; pollsPerMinute: number };

/** The contract's 60 and 600 a minute, twenty times over: a task here takes seconds where it would take minutes. */
const compressed: GenericLimits = { submitsPerMinute: 1200, pollsPerMinute: 12_000 };

/** Holds an answer back until the job has ended and its message had time to arrive. */
async function waitForEnd(job: Job): Promise<void> {
  const until = Date.now() + answerLastMs;
  while (job.endedAt === undefined && Date.now() < until) await pause(20);
  await pause(100);
}

function requireJob(core: Core, id: string): Job {
  const job = core.find(name, id);
  if (job === undefined) throw new Refused("missing", "No such video");
  return job;
}

function createSubmit(core: Core) {
  const idempotency = createIdempotency(() => core.now());
  const refuseFirst = createFirstRefusals();
  let sequence = 0;

  function answerAgain(c: Context, key: string, body: string): Response | undefined {
    const known = idempotency.find(key, body);
    if (known.kind === "conflict")
      return refuseWithCode("idempotency_conflict", "The key was used for another body");
    return known.kind === "replay" ? c.json(known.answer, 202, { "idempotent-replay": "true" }) : undefined;
  }

  return async (c: Context): Promise<Response> => {
    const text = await c.req.text();
    if (Buffer.byteLength(text) > bodyBytesMax) return refuseWithCode("payload_too_large", "At most 1 MB");
    const key = c.req.header("idempotency-key") ?? "";
    if (key.length < 1 || key.length > 128)
      throw new Refused("invalid", "Idempotency-Key: 1 to 128 characters");
    const earlier = answerAgain(c, key, text);
    if (earlier) return earlier;
    const job = await readSubmission(await readJson(c));
    const meanwhile = answerAgain(c, key, text);
    if (meanwhile) return meanwhile;
    if (wordOf(job.prompt, "safety") !== undefined) throw new Refused("policy", "The prompt is not allowed");
    refuseFirst(job.prompt, "429", wordOf(job.prompt, "429"));
    refuseFirst(job.prompt, "500", wordOf(job.prompt, "500"));
    sequence += 1;
    const id = `req_${core.now().toString(36)}${String(sequence).padStart(4, "0")}`;
    const accepted = core.accept(name, { ...job, id, externalId: key });
    const answer = { id, status: "queued", createdAt: new Date(accepted.createdAt).toISOString() };
    idempotency.remember(key, text, answer);
    if (wordOf(job.prompt, "answer-last") !== undefined) await waitForEnd(accepted);
    return c.json(answer, 202);
  };
}

/** The contract with limits of its own; `generic` is the one that the simulator mounts. */
export function createGeneric(limits: GenericLimits): Dialect {
  function routes(core: Core): Hono {
    const app = new Hono();
    const countSubmit = createRateLimit(limits.submitsPerMinute, () => core.now());
    const countPoll = createRateLimit(limits.pollsPerMinute, () => core.now());
    const submit = createSubmit(core);
    app.post("/v1/videos", async (c) => {
      countSubmit(requireKey(c));
      return submit(c);
    });
    app.get("/v1/videos/:id", (c) => {
      countPoll(requireKey(c));
      return c.json(jobBody(core, requireJob(core, c.req.param("id"))));
    });
    app.post("/v1/videos/:id/cancel", (c) => {
      requireKey(c);
      const job = requireJob(core, c.req.param("id"));
      if (!core.cancel(job)) return refuseWithCode("not_cancelable", "The video has ended");
      return c.json(jobBody(core, job));
    });
    app.get("/v1/balance", (c) => {
      requireKey(c);
      return c.json({ available: (core.balanceMicros(name) / 1e6).toFixed(2), currency: "USD" });
    });
    return app;
  }

  return {
    name,
    label: "Generic signed webhook",
    limits: { running: 5, overflow: "queue" },
    retrySeconds: [1, 5, 25, 120, 600],
    words: {
      safety: "Refused as a safety violation.",
      "late-safety": "Taken, then failed as a safety violation.",
      "429:2": "So many submits of this prompt are refused with Retry-After.",
      "500:2": "So many submits of this prompt meet an internal error.",
      nowebhook: "No message is sent.",
      dup: "Messages come twice.",
      "answer-last": "The answer to the submit comes after the last message.",
      "progress-webhook": "A message tells the start, too.",
      "plain-signature": "Messages are signed without a timestamp.",
      "old-timestamp": "Messages are signed for an hour ago.",
    },
    routes,
    doorOf(method, path) {
      if (path === "/v1/balance") return "balance";
      if (!path.startsWith("/v1/videos")) return "other";
      if (path.endsWith("/cancel")) return "cancel";
      return method === "POST" ? "submit" : "status";
    },
    refuse: refuseGeneric,
    deliveries: genericDeliveries,
  };
}

export const generic: Dialect = createGeneric(compressed);
