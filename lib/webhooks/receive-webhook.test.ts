import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { webhookReceipts } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { createAnimaticProvider } from "#lib/providers/animatic.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { signWebhook } from "#lib/render/protocol.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { videoIn, videoRow } from "#lib/testing/videos.ts";
import { hashToken } from "#lib/videos/attempts.ts";
import { readPrompt } from "#lib/videos/prompts.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const secret = "a webhook secret for tests, longer than thirty-two";
const token = "an unguessable token";
const jobOf = (attemptId: string) => `anm_${attemptId}`;

describe("webhook door", () => {
  let bench: TestBench;
  let owner: User;
  let ctx: Context;
  let videoId: string;
  let attemptId: string;
  let nudges: string[];

  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    owner = await bench.person("creator", "unlimited");
    videoId = await videoIn(bench, owner, "processing");
    attemptId = newId("attempt");
    nudges = [];
    await attemptIn(bench, {
      id: attemptId,
      videoId,
      state: "accepted",
      operation: { jobId: jobOf(attemptId) },
      jobId: jobOf(attemptId),
      tokenHash: hashToken(`${token} ${attemptId}`),
    });
    ctx = bench.context(
      { kind: "system", source: "webhook" },
      {
        providers: createRegistry([createAnimaticProvider({ url: "http://127.0.0.1:9", secret })]),
        announcer: {
          videoCreated: () => undefined,
          videoResumed: () => undefined,
          videoCanceled: () => undefined,
          stillQueued: () => undefined,
          receiptStored: ({ id }) => nudges.push(id),
        },
      },
    );
  });
  afterAll(() => bench.close());

  const body = () =>
    JSON.stringify({
      type: "job.succeeded",
      timestamp: new Date().toISOString(),
      data: {
        id: jobOf(attemptId),
        externalId: attemptId,
        status: "succeeded",
        progress: 1,
        createdAt: new Date().toISOString(),
      },
    });
  const receive = (
    rawBody: string,
    headers: Record<string, string>,
    given: string | null = `${token} ${attemptId}`,
  ) => receiveWebhook(ctx, { provider: "animatic", headers: new Headers(headers), rawBody, token: given });
  const receipts = () =>
    bench.db.select().from(webhookReceipts).where(eq(webhookReceipts.attemptId, attemptId));

  it("stores a signed callback, nudges once, and leaves the status alone", async () => {
    const rawBody = body();
    expect(await receive(rawBody, signWebhook(secret, newId("receipt"), rawBody, new Date()))).toEqual({
      kind: "stored",
    });
    expect(await receipts()).toMatchObject([{ attemptId, appliedAt: null, duplicates: 0 }]);
    expect(nudges).toHaveLength(1);
    expect((await videoRow(bench, videoId)).status).toBe("processing");
  });

  it("of fifty identical callbacks at once stores one and counts the rest", async () => {
    const rawBody = body();
    const headers = signWebhook(secret, newId("receipt"), rawBody, new Date());
    const answers = await Promise.all(Array.from({ length: 50 }, () => receive(rawBody, headers)));
    expect(answers.filter(({ kind }) => kind === "stored")).toHaveLength(1);
    expect(await receipts()).toMatchObject([{ duplicates: 49 }]);
    expect(nudges).toHaveLength(1);
  });

  it.each([
    [
      "another secret",
      (rawBody: string) =>
        signWebhook("another secret, also longer than thirty-two", "msg_x", rawBody, new Date()),
    ],
    ["an altered body", (rawBody: string) => signWebhook(secret, "msg_x", `${rawBody} `, new Date())],
    [
      "an old timestamp",
      (rawBody: string) => signWebhook(secret, "msg_x", rawBody, new Date(Date.now() - 10 * 60_000)),
    ],
    [
      "a future timestamp",
      (rawBody: string) => signWebhook(secret, "msg_x", rawBody, new Date(Date.now() + 10 * 60_000)),
    ],
    ["no signature", () => ({})],
  ])("refuses %s without a single query", async (_, sign) => {
    const rawBody = body();
    await bench.connection.sql`select 1`;
    const silent = {
      ...ctx,
      db: new Proxy(ctx.db, {
        get: () => {
          throw new Error("the database was asked");
        },
      }),
    };
    const answer = receiveWebhook(silent, {
      provider: "animatic",
      headers: new Headers(sign(rawBody)),
      rawBody,
      token,
    });
    await expect(answer).rejects.toMatchObject({ code: "bad_signature" });
  });

  it("tells a signed body that is no event from a bad signature", async () => {
    const rawBody = '{"type":"job.succe';
    const answer = receive(rawBody, signWebhook(secret, "msg_half", rawBody, new Date()));
    await expect(answer).rejects.toMatchObject({ code: "malformed_json" });
  });

  it("keeps no word of a prompt that the vendor sends back", async () => {
    const { text } = (await readPrompt(ctx, videoId)) ?? { text: "" };
    expect(text).not.toBe("");
    const rawBody = body().replace("{", `{"input":{"text":"x"},"logs":${JSON.stringify(`Using: ${text}`)},`);
    await receive(rawBody, signWebhook(secret, newId("receipt"), rawBody, new Date()));
    const [receipt] = await receipts();
    expect(receipt?.payload).toMatchObject({ type: "job.succeeded", logs: "Using: …" });
    expect(receipt?.payload).not.toHaveProperty("input");
  });

  it.each([
    ["a NUL", '"\\u0000"'],
    ["half a character", '"\\ud800"'],
    ["seven thousand levels", `${"[".repeat(7000)}${"]".repeat(7000)}`],
  ])("refuses a signed event with %s, which could not be kept", async (_, value) => {
    const rawBody = body().replace("{", `{"more":${value},`);
    const answer = receive(rawBody, signWebhook(secret, newId("receipt"), rawBody, new Date()));
    await expect(answer).rejects.toMatchObject({ code: "malformed_json" });
    expect(await receipts()).toEqual([]);
  });

  it("refuses a signed event whose name is longer than an index holds", async () => {
    const rawBody = body();
    const answer = receive(rawBody, signWebhook(secret, "m".repeat(5000), rawBody, new Date()));
    await expect(answer).rejects.toMatchObject({ code: "malformed_json" });
  });

  it("keeps a callback that fits no attempt as an orphan with its job's id, and nudges nobody", async () => {
    const rawBody = body().replace(jobOf(attemptId), "anm_unheard");
    const id = newId("receipt");
    expect(await receive(rawBody, signWebhook(secret, id, rawBody, new Date()), "a wrong token")).toEqual({
      kind: "orphan",
    });
    const [orphan] = await bench.db.select().from(webhookReceipts).where(eq(webhookReceipts.eventId, id));
    expect(orphan).toMatchObject({ attemptId: null, jobId: "anm_unheard" });
    expect(orphan?.payload).toEqual({});
    expect(nudges).toEqual([]);
  });

  it("of a flood of callbacks that fit no attempt keeps a thousand a day, and goes on taking others", async () => {
    const flood = Array.from({ length: 1000 }, () => ({
      id: newId("receipt"),
      provider: "animatic",
      eventId: newId("receipt"),
      payload: {},
      payloadHash: "",
      verifiedBy: "standard-webhooks",
    }));
    await bench.db.insert(webhookReceipts).values(flood);
    const count = () => bench.db.$count(webhookReceipts);
    const before = await count();
    const strange = body().replace(jobOf(attemptId), "anm_unheard");
    const send = (rawBody: string, given?: string) =>
      receive(rawBody, signWebhook(secret, newId("receipt"), rawBody, new Date()), given);
    expect(await send(strange, "a wrong token")).toEqual({ kind: "orphan" });
    expect(await count()).toBe(before);
    expect(await send(body())).toEqual({ kind: "stored" });
    expect(await count()).toBe(before + 1);
  });

  describe("of a vendor that does not sign", () => {
    const unsigned = (name: string) =>
      createTestProvider(name, {
        verifyWebhook: async ({ rawBody }) => ({
          eventId: createHash("sha256").update(rawBody).digest("hex"),
          verifiedBy: "unsigned",
          payload: {},
        }),
      });
    const hint = (name: string, given: string | null) =>
      receiveWebhook(
        { ...ctx, parts: { ...ctx.parts, providers: createRegistry([unsigned(name)]) } },
        { provider: name, headers: new Headers(), rawBody: newId("receipt"), token: given },
      );
    const stored = () =>
      bench.db.select().from(webhookReceipts).where(eq(webhookReceipts.verifiedBy, "unsigned"));

    it("is a hint where its address holds the attempt's token, and is not even kept where it does not", async () => {
      const before = (await stored()).length;
      expect(await hint("animatic", "a guess")).toEqual({ kind: "orphan" });
      expect(await hint("animatic", null)).toEqual({ kind: "orphan" });
      expect(await stored()).toHaveLength(before);
      expect(await hint("animatic", `${token} ${attemptId}`)).toEqual({ kind: "stored" });
      expect(nudges).toHaveLength(1);
    });

    it("never speaks for an attempt at another vendor", async () => {
      expect(await hint("kling", `${token} ${attemptId}`)).toEqual({ kind: "orphan" });
      expect(nudges).toEqual([]);
    });
  });

  it("keeps a receipt under the vendor's own name, whichever name its door was called by", async () => {
    const rawBody = body();
    const provider = createAnimaticProvider({ url: "http://127.0.0.1:9", secret });
    const alias = { get: () => provider, list: () => [provider] };
    const inner = { ...ctx, parts: { ...ctx.parts, providers: alias } };
    const headers = new Headers(signWebhook(secret, newId("receipt"), rawBody, new Date()));
    await receiveWebhook(inner, { provider: "other", headers, rawBody, token: `${token} ${attemptId}` });
    expect(await receipts()).toMatchObject([{ provider: "animatic" }]);
  });

  it("knows no vendor by another name", async () => {
    await expect(
      receiveWebhook(ctx, { provider: "nobody", headers: new Headers(), rawBody: "{}", token }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
