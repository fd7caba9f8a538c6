import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context, User } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { newId } from "#lib/ids.ts";
import type { Observation } from "#lib/providers/types.ts";
import {
  attemptIn,
  broken,
  callbackContext,
  callIn,
  callingProvider,
  delivered,
  pending,
  receiptOf,
} from "#lib/testing/callbacks.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { endAttempt } from "#lib/videos/attempts.ts";
import { applyReceipts } from "#lib/videos/receipts.ts";
import { applyReceipt } from "./apply-receipt.ts";
import { databaseDigest } from "./database-digest.ts";
import { replayReceipts } from "./replay-receipts.ts";

let bench: TestBench;
let owner: User;
let ctx: Context;
const provider = callingProvider({ observe: async () => delivered(80_000) });

beforeAll(async () => {
  bench = await createBench();
  owner = await bench.person("creator", "unlimited");
  ctx = callbackContext(bench, provider);
  await everyKind();
});
afterAll(() => bench.close());

const send = async (attempt: { id: string } | undefined, said: Omit<Parameters<typeof callIn>[1], "id">) => {
  const id = newId("request");
  await callIn(ctx, { id, ...said }, attempt);
  return { receiptId: (await receiptOf(bench, id)).id };
};

const unreachable: Failure = { kind: "transient", code: "output_missing", message: "No link works." };
/** Callbacks that were used while their take was live, which then came to something else. */
const usedUp: [job: string, says: Observation[], end: Parameters<typeof endAttempt>[2]][] = [
  ["uncopied", [delivered()], { state: "failed_retryable", failure: unreachable, costMicros: 70_000 }],
  ["taken back", [delivered()], { state: "canceled" }],
  ["in dispute", [delivered(), broken], { state: "failed_permanent", failure: failureOf() }],
];

/** A history with each fate a callback can have: looked at, used up, adopted, late, contradicting, refused, orphaned, waiting. */
async function everyKind(): Promise<void> {
  const worker = bench.context({ kind: "system", source: "worker" });
  const looked = await attemptIn(bench, owner, "accepted", { job: "looked" });
  for (const says of [pending, delivered()]) await send(looked, { job: "looked", says });
  await applyReceipts(ctx, provider, looked);
  await endAttempt(worker, looked.id, { state: "succeeded", costMicros: 70_000 });
  await applyReceipt(ctx, await send(looked, { job: "looked", says: broken }));

  for (const [job, says, end] of usedUp) {
    const used = await attemptIn(bench, owner, "accepted", { job });
    for (const one of says) await send(used, { job, says: one });
    await applyReceipts(ctx, provider, used);
    await endAttempt(worker, used.id, end);
  }

  const unheard = await attemptIn(bench, owner, "ambiguous", { status: "submitted" });
  await applyReceipt(ctx, await send(unheard, { job: "unheard", says: pending }));
  await applyReceipts(ctx, provider, { ...unheard, operation: { job: "unheard" } });

  for (const by of ["hmac", "unsigned"] as const) {
    const canceled = await attemptIn(bench, owner, "accepted", { job: `canceled ${by}`, status: "canceled" });
    await endAttempt(worker, canceled.id, { state: "canceled" });
    await applyReceipt(ctx, await send(canceled, { job: `canceled ${by}`, says: delivered(), by }));
  }
  const greedy = await attemptIn(bench, owner, "ambiguous", { status: "submitted" });
  await applyReceipt(ctx, await send(greedy, { job: "looked" }));
  await applyReceipt(ctx, await send(undefined, { job: "of nobody" }));
  await send(await attemptIn(bench, owner, "accepted", { job: "waiting" }), {
    job: "waiting",
    says: pending,
  });
}

it.each([1, 2, 3])(
  "changes no row when all is applied twice more, in the orders of seed %i",
  async (seed) => {
    const before = await databaseDigest(ctx);
    expect(await replayReceipts(ctx, { seed })).toEqual({ receipts: 12, waiting: 1, before, after: before });
    expect(await databaseDigest(ctx)).toBe(before);
  },
);

it("tells a change, and takes it back", async () => {
  const before = await databaseDigest(ctx);
  const moody = callingProvider({ readWebhook: () => ({ kind: "canceled" }) });
  const replayed = await replayReceipts(callbackContext(bench, moody), { seed: 1 });
  expect(replayed.before).toBe(before);
  expect(replayed.after).not.toBe(before);
  expect(await databaseDigest(ctx)).toBe(before);
});

it("counts neither how often a callback came nor when it was applied as a change", async () => {
  const before = await databaseDigest(ctx);
  await bench.connection.sql`update webhook_receipts set duplicates = duplicates + 1`;
  expect(await databaseDigest(ctx)).toBe(before);
  await bench.connection.sql`update users set name = name || '!'`;
  expect(await databaseDigest(ctx)).not.toBe(before);
});
