import { afterAll, beforeAll, expect, it } from "vitest";
import { webhookReceipts } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { forgetReceipts } from "./forget-receipts.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench.close());

it("forgets callbacks after thirty days, and not an hour earlier", async () => {
  const hour = 3_600_000;
  const ages = { young: 1, old: 30 * 24 - 1, older: 30 * 24 + 1, oldest: 400 * 24 };
  const rows = Object.entries(ages).map(([eventId, hours]) => ({
    id: newId("receipt"),
    provider: "kling",
    eventId,
    payload: {},
    payloadHash: "",
    verifiedBy: "hmac",
    receivedAt: new Date(Date.now() - hours * hour),
  }));
  await bench.db.insert(webhookReceipts).values(rows);
  expect(await forgetReceipts(bench.context({ kind: "system", source: "sweep" }))).toBe(2);
  const kept = await bench.db.select({ eventId: webhookReceipts.eventId }).from(webhookReceipts);
  expect(kept.map(({ eventId }) => eventId).sort()).toEqual(["old", "young"]);
});
