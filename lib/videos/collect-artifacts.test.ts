import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { webhookReceipts } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Observation } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { collectArtifacts } from "./collect-artifacts.ts";
import { createVideo } from "./create-video.ts";
import { observeVideo } from "./observe-video.ts";
import { submitVideo } from "./submit-video.ts";

/** Copied and found to be no video: told apart from not copied at all. */
const delivery: Observation = {
  kind: "succeeded",
  outputs: [{ url: "data:text/plain,no%20video", headers: {}, bytesMax: 1000 }],
  costMicros: null,
};
const copied = { kind: "failed", failure: { code: "output_quarantined" } };

describe("collecting what a vendor said it delivered", () => {
  let bench: TestBench;
  let owner: User;
  let attemptId: string;
  let answer: () => Promise<Observation>;
  const vendor = createTestProvider("kling", {
    observe: () => answer(),
    readWebhook: () => delivery,
  });
  const system = () => bench.context(worker, { providers: createRegistry([vendor]) });
  const collect = () => collectArtifacts(system(), { attemptId });
  const receive = (verifiedBy: "hmac" | "unsigned") =>
    bench.db.insert(webhookReceipts).values({
      id: newId("receipt"),
      provider: "kling",
      eventId: newId("receipt"),
      attemptId,
      payload: {},
      payloadHash: "",
      verifiedBy,
      appliedAt: new Date(),
    });

  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate videos, vendor_gates cascade`;
    const ctx = bench.context(owner, { providers: createRegistry([vendor]) });
    const { id: videoId } = await createVideo(ctx, request({ model: "kling-3.0" }));
    const submitted = await submitVideo(system(), { videoId, round: 1 });
    if (submitted.kind !== "accepted") throw new Error("it was not accepted");
    ({ attemptId } = submitted);
    expect((await videoRow(bench, videoId)).status).toBe("processing");
  });
  afterAll(() => bench.close());

  const unsure: [string, () => Promise<Observation>][] = [
    ["says that it is not done", async () => ({ kind: "pending", progress: 1, queuePosition: undefined })],
    ["knows no such job", async () => ({ kind: "missing" })],
  ];

  it.each(unsure)("goes on following it where the vendor now %s", async (_, says) => {
    answer = says;
    expect(await collect()).toEqual({ kind: "pending" });
    await receive("unsigned");
    expect(await collect()).toEqual({ kind: "pending" });
  });

  it.each<[string, () => Promise<Observation>]>([
    ...unsure,
    ["does not answer", () => Promise.reject(new Error("no answer"))],
    ["says that it failed", async () => ({ kind: "failed", failure: failureOf() })],
  ])("holds to a signed callback where the vendor now %s", async (_, says) => {
    answer = says;
    await receive("hmac");
    expect(await collect()).toMatchObject(copied);
  });

  it("is tried again where the vendor does not answer and no signed callback told of it", async () => {
    answer = () => Promise.reject(new Error("no answer"));
    await receive("unsigned");
    await expect(collect()).rejects.toThrow("no answer");
  });

  it.each([0, 12])("repeats no part of the prompt from its letter %i on after a vendor", async (from) => {
    const prompt = request().prompt.slice(from);
    answer = async () => ({
      kind: "failed",
      failure: failureOf({
        code: "provider_failed",
        message: `Kling said: no footage of ${prompt.toUpperCase()}`,
      }),
    });
    const said = { kind: "failed", failure: { message: "The model took the job and could not finish it." } };
    expect(await collect()).toMatchObject(said);
    expect(await observeVideo(system(), { attemptId })).toMatchObject(said);
  });

  it("ends where the vendor now says that the job failed", async () => {
    answer = async () => ({ kind: "failed", failure: failureOf({ code: "provider_failed" }) });
    expect(await collect()).toMatchObject({ kind: "failed", failure: { code: "provider_failed" } });
  });
});
