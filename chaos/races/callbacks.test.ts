import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "#db/embedded/free-port.ts";
import { attemptFindings, webhookReceipts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { createWebhookDoor } from "#lib/http/webhook-door.ts";
import { newId } from "#lib/ids.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { standard, startSigners } from "#lib/testing/signed-callbacks.ts";
import { attemptsOf, historyOf } from "#lib/testing/takes.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { hashToken } from "#lib/videos/attempts.ts";
import { applyReceipt } from "#lib/webhooks/apply-receipt.ts";
import { noteFigures } from "../figures.ts";
import { isWhole } from "../seed.ts";
import { runRounds } from "./rounds.ts";

const times = 50;
const rounds = isWhole() ? 50 : 2;
const token = "an unguessable token";
let bench: TestBench;
let signers: Awaited<ReturnType<typeof startSigners>>;
let ctx: Context;
let address: string;
const nudges: string[] = [];
const server = createServer(
  getRequestListener((request) =>
    createWebhookDoor(() => ctx)(request, { params: Promise.resolve({ provider: "replicate" }) }),
  ),
);

beforeAll(async () => {
  [bench, signers] = await Promise.all([createBench(times), startSigners()]);
  const { announcer } = bench.context({ kind: "anonymous" }).parts;
  ctx = bench.context(
    { kind: "system", source: "webhook" },
    { ...signers, announcer: { ...announcer, receiptStored: ({ id }) => nudges.push(id) } },
  );
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  address = `http://127.0.0.1:${port}/api/webhooks/replicate`;
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  await Promise.all([bench.close(), signers.close()]);
});

test(`of ${times} identical callbacks at once through the door, ${rounds} times, one is applied, and once`, async () => {
  await runRounds(rounds, async () => {
    nudges.length = 0;
    const owner = await bench.person("creator", "unlimited");
    const job = newId("request").toLowerCase();
    const videoId = await videoIn(bench, owner, "submitted");
    const own = `${token} ${job}`;
    const attemptId = await attemptIn(bench, {
      videoId,
      state: "ambiguous",
      provider: "replicate",
      model: "replicate-seedance-1-pro",
      priceMicros: 150_000,
      tokenHash: hashToken(own),
    });
    const { body, headers } = await standard("replicate").make(Math.floor(Date.now() / 1000), job);
    const call = async (): Promise<string> => {
      const to = `${address}?attempt=${encodeURIComponent(own)}`;
      const answer = await fetch(to, { method: "POST", body, headers });
      return `${answer.status} ${await answer.text()}`;
    };
    const answers = await Promise.all(Array.from({ length: times }, call));
    expect(answers.filter((answer) => answer === '200 {"received":"stored"}')).toHaveLength(1);
    expect(answers.filter((answer) => answer === '200 {"received":"duplicate"}')).toHaveLength(times - 1);

    const [receipt, ...more] = await bench.db
      .select()
      .from(webhookReceipts)
      .where(eq(webhookReceipts.attemptId, attemptId));
    if (!receipt) throw new Error("no callback was kept");
    expect(more).toEqual([]);
    expect(receipt.duplicates).toBe(times - 1);
    expect(nudges).toEqual([receipt.id]);
    await Promise.all(Array.from({ length: times }, () => applyReceipt(ctx, { receiptId: receipt.id })));
    expect(await attemptsOf(bench, videoId)).toMatchObject([{ state: "adopted", jobId: job }]);
    const found = and(eq(attemptFindings.attemptId, attemptId), eq(attemptFindings.kind, "found"));
    expect(await bench.db.select().from(attemptFindings).where(found)).toHaveLength(1);
    const accepted = (await historyOf(bench, videoId)).filter(({ type }) => type === "accepted");
    expect(accepted).toMatchObject([{ cause: attemptId }]);
  });
  const [kept] = await bench.db.execute(
    sql`select count(*) as receipts, sum(duplicates) as repeated from webhook_receipts`,
  );
  noteFigures("race of identical callbacks", [
    `${rounds} rounds of ${times} at once: ${kept?.receipts} kept, ${kept?.repeated} counted as repeated`,
  ]);
  expect(await bench.db.execute(sql`select * from invariant_violations`)).toHaveLength(0);
});
