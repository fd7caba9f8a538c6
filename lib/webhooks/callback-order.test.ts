import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chaosSeed, isWhole } from "#chaos/seed.ts";
import { attemptFindings, attempts, ledgerEntries, webhookReceipts } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import {
  attemptIn,
  broken,
  callbackContext,
  callIn,
  callingProvider,
  delivered,
  type Event,
  pending,
  receiptOf,
} from "#lib/testing/callbacks.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { type AttemptRow, endAttempt, isFollowed } from "#lib/videos/attempts.ts";
import { applyReceipts } from "#lib/videos/receipts.ts";
import { applyReceipt } from "./apply-receipt.ts";

let bench: TestBench;
let ctx: Context;
const provider = callingProvider({ observe: async () => delivered() });
const numRuns = isWhole() ? 240 : 12;
const timeout = isWhole() ? 300_000 : 60_000;

beforeAll(async () => {
  bench = await createBench();
  ctx = callbackContext(bench, provider);
});
afterAll(() => bench.close());

const somebody = (): Promise<User> => bench.person("creator", "unlimited");

const start = { name: "start", says: pending };
const progress = { name: "progress", says: pending };
const done = { name: "done", says: delivered() };
const doneAgain = { name: "done again", says: delivered() };
const failed = { name: "failed", says: broken };
const hint = { name: "hint", by: "unsigned" as const };
type Said = Omit<Event, "id" | "job"> & { name: string };

async function attemptNow(id: string): Promise<AttemptRow> {
  const [row] = await bench.db.select().from(attempts).where(eq(attempts.id, id));
  if (!row) throw new Error("the attempt is gone");
  return row;
}

async function look(id: string, ends: Set<string>): Promise<void> {
  const attempt = await attemptNow(id);
  const told = isFollowed(attempt) ? await applyReceipts(ctx, provider, attempt) : undefined;
  if (told && told.kind !== "pending") ends.add(told.kind);
}

/** What is there at the end, without times and ids. */
async function endOf(id: string, job: string, ends: Set<string>) {
  const of = <T extends { attemptId: string }>(row: T) => row.attemptId === id;
  const { state, jobId, costMicros } = await attemptNow(id);
  const found = await bench.db.select().from(attemptFindings).where(eq(attemptFindings.attemptId, id));
  const moves = await bench.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.attemptId, id))
    .orderBy(asc(ledgerEntries.id));
  const receipts = await bench.db.select().from(webhookReceipts).where(eq(webhookReceipts.attemptId, id));
  return {
    state,
    knowsJob: jobId === job,
    costMicros,
    findings: found
      .filter(of)
      .map(({ kind }) => kind)
      .sort(),
    moves: moves.map(({ move, amountMicros }) => `${move} ${amountMicros}`),
    receipts: receipts.length,
    waiting: receipts.filter(({ appliedAt }) => appliedAt === null).length,
    ends: [...ends],
  };
}

/** One attempt to which the callbacks come in this order, each twice; a look after each where `looks`. */
async function live(attempt: AttemptRow, job: string, order: readonly Said[], looks: boolean) {
  const ends = new Set<string>();
  for (const { name, ...said } of order) {
    const id = `${job} ${name}`;
    for (let copy = 0; copy < 2; copy++) await callIn(ctx, { id, job, ...said }, attempt);
    await applyReceipt(ctx, { receiptId: (await receiptOf(bench, id)).id });
    if (looks) await look(attempt.id, ends);
  }
  await look(attempt.id, ends);
  return endOf(attempt.id, job, ends);
}

const inAnyOrder = (events: readonly Said[], check: (order: Said[], job: string) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
      (order) => check(order, newId("request")),
    ),
    { numRuns, seed: chaosSeed() },
  );

it(
  "six callbacks about a take that has ended come to the same in any order",
  () =>
    inAnyOrder([start, progress, done, doneAgain, failed, hint], async (order, job) => {
      const attempt = await attemptIn(bench, await somebody(), "accepted", { job, status: "canceled" });
      await endAttempt(bench.context({ kind: "system", source: "worker" }), attempt.id, {
        state: "canceled",
      });
      expect(await live(attempt, job, order, false)).toEqual({
        state: "canceled",
        knowsJob: true,
        costMicros: 70_000,
        findings: ["dearer", "late_report"],
        moves: ["reserve 50000", "release 50000", "charge 70000"],
        receipts: 6,
        waiting: 0,
        ends: [],
      });
    }),
  timeout,
);

it(
  "six callbacks about a take whose answer was lost come to the same in any order",
  () =>
    inAnyOrder([start, progress, done, doneAgain, failed, hint], async (order, job) => {
      const attempt = await attemptIn(bench, await somebody(), "ambiguous", { status: "submitted" });
      expect(await live(attempt, job, order, false)).toEqual({
        state: "adopted",
        knowsJob: true,
        costMicros: 0,
        findings: ["contradicted", "found"],
        moves: ["reserve 50000"],
        receipts: 6,
        waiting: 0,
        ends: [],
      });
    }),
  timeout,
);

it(
  "five callbacks about a take that is looked at after each tell its end in any order",
  () =>
    inAnyOrder([start, progress, done, doneAgain, hint], async (order, job) => {
      const attempt = await attemptIn(bench, await somebody(), "accepted", { job });
      expect(await live(attempt, job, order, true)).toMatchObject({
        state: "accepted",
        findings: [],
        receipts: 5,
        waiting: 0,
        ends: ["succeeded"],
      });
    }),
  timeout,
);

it("of fifty callbacks at once, applied fifty times at once, one is applied", async () => {
  const job = newId("request");
  const attempt = await attemptIn(bench, await somebody(), "accepted", { job, status: "canceled" });
  await endAttempt(bench.context({ kind: "system", source: "worker" }), attempt.id, { state: "canceled" });
  const once = async () => {
    await callIn(ctx, { id: `${job} done`, job, says: delivered() }, attempt);
    await applyReceipt(ctx, { receiptId: (await receiptOf(bench, `${job} done`)).id });
  };
  await Promise.all(Array.from({ length: 50 }, once));
  expect(await endOf(attempt.id, job, new Set())).toMatchObject({
    costMicros: 70_000,
    findings: ["dearer", "late_report"],
    moves: ["reserve 50000", "release 50000", "charge 70000"],
    receipts: 1,
    waiting: 0,
  });
  expect((await receiptOf(bench, `${job} done`)).duplicates).toBe(49);
});
