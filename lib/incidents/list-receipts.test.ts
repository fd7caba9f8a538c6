import { afterAll, beforeAll, expect, it } from "vitest";
import { webhookReceipts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { receiptListView } from "#lib/contract/incident.ts";
import { newId } from "#lib/ids.ts";
import { attemptIn } from "#lib/testing/callbacks.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { listReceipts } from "./list-receipts.ts";

let bench: TestBench;
let admin: Context;

beforeAll(async () => {
  bench = await createBench();
  admin = bench.context(await bench.person("admin"));
});
afterAll(() => bench.close());

const base = Date.UTC(2026, 0, 1);
const row = (at: number, change: Partial<typeof webhookReceipts.$inferInsert> = {}) => ({
  id: newId("receipt"),
  provider: "kling",
  eventId: newId("receipt"),
  payload: {},
  payloadHash: "",
  verifiedBy: "hmac",
  receivedAt: new Date(base + at),
  ...change,
});

it("lists orphans newest first, page by page, and loses none that came within a millisecond", async () => {
  const rows = Array.from({ length: 120 }, (_, index) => row(index, { jobId: `job ${index}` }));
  await bench.db.insert(webhookReceipts).values(rows);
  await bench.connection.sql`alter table webhook_receipts disable trigger user`;
  await bench.connection.sql`
    update webhook_receipts set received_at = ${new Date(base).toISOString()}::timestamptz
      + (substr(job_id, 5)::int * interval '1 microsecond')`;
  await bench.connection.sql`alter table webhook_receipts enable trigger user`;
  const seen: (string | null)[] = [];
  const pages: number[] = [];
  let before: string | undefined;
  do {
    const page = receiptListView.parse(await listReceipts(admin, { kind: "orphans", before }));
    seen.push(...page.items.map(({ jobId }) => jobId));
    pages.push(page.items.length);
    before = page.nextBefore ?? undefined;
  } while (before !== undefined);
  expect(pages).toEqual([50, 50, 20]);
  expect(seen).toEqual(rows.map(({ jobId }) => jobId).reverse());
});

it("lists those that came more than once with the video they belong to", async () => {
  const attempt = await attemptIn(bench, await bench.person("creator", "unlimited"), "accepted", {
    job: "j",
  });
  const twice = row(1000, { attemptId: attempt.id, jobId: "j", duplicates: 2 });
  await bench.db.insert(webhookReceipts).values([twice, row(2000, { attemptId: attempt.id, jobId: "j" })]);
  const { items } = await listReceipts(admin, { kind: "duplicates" });
  expect(items).toMatchObject([
    { id: twice.id, videoId: attempt.videoId, attemptNumber: 1, duplicates: 2, appliedAt: null },
  ]);
});

it("is for admins", async () => {
  const creator = bench.context(await bench.person("creator"));
  await expect(listReceipts(creator, { kind: "orphans" })).rejects.toMatchObject({ code: "forbidden" });
});
