import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { artifacts, attempts, quotaUsage, videoEvents } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import { artifactTypes } from "#lib/contract/artifact.ts";
import { armFailpoints } from "#lib/failpoint.ts";
import type { Inspector } from "#lib/media/inspector.ts";
import { reserveTake } from "#lib/money/ledger.ts";
import { createAnimaticProvider } from "#lib/providers/animatic.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Provider, ProviderRegistry } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { force } from "#lib/testing/invariants.ts";
import { createTestRenderer, type TestRenderer } from "#lib/testing/renderer.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { cancelVideo } from "./cancel-video.ts";
import { collectArtifacts } from "./collect-artifacts.ts";
import { createVideo } from "./create-video.ts";
import { settleFailure } from "./fail-video.ts";
import { getVideo } from "./get-video.ts";
import { leaseSeconds } from "./lease.ts";
import { observeVideo } from "./observe-video.ts";
import { abandonedAttempts, releaseAttempt } from "./release-attempt.ts";
import { retryVideo } from "./retry-video.ts";
import { submitVideo } from "./submit-video.ts";
import { takeFileKey } from "./take-files.ts";

describe("making a video with the real renderer", () => {
  let bench: TestBench;
  let renderer: TestRenderer;
  let owner: User;
  let system: Context;
  const as = (user: User, providers: ProviderRegistry = renderer.providers) =>
    bench.context(user, { providers });

  beforeAll(async () => {
    [bench, renderer] = await Promise.all([createBench(), createTestRenderer()]);
    owner = await bench.person("creator", "unlimited");
    system = bench.context(worker, { providers: renderer.providers });
  });
  afterAll(() => Promise.all([bench.close(), renderer.close()]));

  const begin = async () =>
    (await createVideo(as(owner), request({ durationSeconds: 3, aspectRatio: "1:1" }))).id;
  const submit = async (videoId: string, ctx = system, round = 1) => {
    const submitted = await submitVideo(ctx, { videoId, round });
    if (submitted.kind !== "accepted" && submitted.kind !== "failed")
      throw new Error("nothing was submitted");
    return submitted;
  };
  const attemptsOf = (videoId: string) =>
    bench.db.select().from(attempts).where(eq(attempts.videoId, videoId)).orderBy(asc(attempts.number));
  const ready = (attemptId: string) =>
    vi.waitFor(async () => expect(await observeVideo(system, { attemptId })).toEqual({ kind: "ready" }), {
      timeout: 60_000,
      interval: 250,
    });
  const brokenAt = (url: string) =>
    bench.context(worker, {
      providers: createRegistry([createAnimaticProvider({ url, secret: renderer.secret })]),
    });

  it("submits, follows, collects and completes, and every artifact row has its bytes", async () => {
    const videoId = await begin();
    const { attemptId } = await submit(videoId);
    await ready(attemptId);
    expect(await collectArtifacts(system, { attemptId })).toEqual({ kind: "collected" });
    const view = await getVideo(as(owner), { id: videoId });
    expect(view).toMatchObject({ status: "completed", progress: 1 });
    expect(view.events.map(({ type }) => type)).toEqual(["created", "claimed", "accepted", "finished"]);
    const rows = await bench.db.select().from(artifacts).where(eq(artifacts.videoId, videoId));
    expect(rows.map(({ type }) => type).sort()).toEqual(["poster", "sprite", "video"]);
    for (const row of rows) {
      const hash = createHash("sha256");
      for await (const chunk of await system.parts.storage.read(row.storageKey)) hash.update(chunk);
      expect(hash.digest("hex")).toBe(row.sha256);
    }
    expect(rows.find(({ type }) => type === "video")).toMatchObject({
      codec: "avc",
      width: 720,
      height: 720,
      frameRate: 24,
      hasAudio: false,
    });
  });

  it("collecting twice completes once, at the card's price where the vendor tells none", async () => {
    const videoId = await begin();
    const { attemptId } = await submit(videoId);
    await ready(attemptId);
    const provider = renderer.providers.get("animatic");
    if (!provider) throw new Error("there is no renderer");
    const silent: Provider = {
      ...provider,
      async observe(operation) {
        const seen = await provider.observe(operation);
        return seen.kind === "succeeded" ? { ...seen, costMicros: null } : seen;
      },
    };
    await force(bench, `update attempts set price_micros = 420000 where id = '${attemptId}'`);
    await reserveTake(system, attemptId, 420_000);
    const ctx = bench.context(worker, { providers: createRegistry([silent]) });
    const both = await Promise.all([
      collectArtifacts(ctx, { attemptId }),
      collectArtifacts(ctx, { attemptId }),
    ]);
    expect(await attemptsOf(videoId)).toMatchObject([{ state: "succeeded", costMicros: 420_000 }]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["collected", "over"]);
    const ends = await bench.db.select().from(videoEvents).where(eq(videoEvents.videoId, videoId));
    expect(ends.filter(({ type }) => type === "finished")).toHaveLength(1);
  });

  it("a video canceled while it is collected keeps none of the files", async () => {
    const videoId = await begin();
    const { attemptId } = await submit(videoId);
    await ready(attemptId);
    const { inspector } = system.parts;
    const slow: Inspector = {
      ...inspector,
      async probe(path) {
        await cancelVideo(as(owner), { id: videoId });
        return inspector.probe(path);
      },
    };
    const late = bench.context(worker, { providers: renderer.providers, inspector: slow });
    expect(await collectArtifacts(late, { attemptId })).toEqual({ kind: "over" });
    for (const type of artifactTypes)
      expect(await system.parts.storage.stat(takeFileKey({ id: attemptId, videoId }, type))).toBeUndefined();
    await releaseAttempt(system, { attemptId });
  });

  /** The vendor took the job, and the process died before it could keep the answer. */
  const crashAfterSending = async (videoId: string) => {
    armFailpoints(async (name) => {
      if (name === "submit.sent") throw new Error("crash");
    });
    await expect(submitVideo(system, { videoId, round: 1 })).rejects.toThrow("crash");
    armFailpoints(undefined);
    const [attempt] = await attemptsOf(videoId);
    const job = await renderer.providers.get("animatic")?.findByToken?.(attempt?.id ?? "");
    if (!attempt || job?.kind !== "accepted") throw new Error("the vendor knows no such job");
    return { attemptId: attempt.id, operation: job.operation };
  };
  const afterLease = () =>
    bench.context(
      worker,
      { providers: renderer.providers },
      () => new Date(Date.now() + (leaseSeconds + 1) * 1000),
    );

  it("submitting again after a crash before the answer was stored makes no second job", async () => {
    const videoId = await begin();
    const { attemptId, operation } = await crashAfterSending(videoId);
    expect(await submitVideo(system, { videoId, round: 1 })).toMatchObject({ kind: "unanswered" });
    expect(await submit(videoId, afterLease())).toMatchObject({ kind: "accepted", attemptId });
    expect(await attemptsOf(videoId)).toMatchObject([{ id: attemptId, state: "adopted", operation }]);
    await cancelVideo(as(owner), { id: videoId });
    await releaseAttempt(system, { attemptId });
  });

  it("takes a canceled job back from the vendor", async () => {
    const videoId = await begin();
    const { attemptId } = await submit(videoId);
    await cancelVideo(as(owner), { id: videoId });
    expect(await observeVideo(system, { attemptId })).toEqual({ kind: "over" });
    expect(await abandonedAttempts(system, 10, videoId)).toEqual([attemptId]);
    await releaseAttempt(system, { attemptId });
    const [attempt] = await attemptsOf(videoId);
    expect(attempt?.state).toBe("canceled");
    const provider = renderer.providers.get("animatic");
    await vi.waitFor(
      async () =>
        expect(await provider?.observe({ ...(attempt?.operation as object) })).toEqual({ kind: "canceled" }),
      { timeout: 10_000 },
    );
  });

  it("finds and takes back a job whose acceptance was never stored", async () => {
    const videoId = await begin();
    const { attemptId, operation } = await crashAfterSending(videoId);
    await cancelVideo(as(owner), { id: videoId });
    expect(await releaseAttempt(system, { attemptId })).toEqual({ kind: "waits" });
    expect(await releaseAttempt(afterLease(), { attemptId })).toEqual({ kind: "ended" });
    const job = await renderer.providers.get("animatic")?.observe(operation);
    expect(job).toEqual({ kind: "canceled" });
    expect(await attemptsOf(videoId)).toMatchObject([{ state: "canceled" }]);
  });

  it("takes back a job that the vendor took while the video was canceled and its attempt given up", async () => {
    const videoId = await begin();
    const provider = renderer.providers.get("animatic");
    if (!provider) throw new Error("there is no renderer");
    const slow: Provider = {
      ...provider,
      async submit(request) {
        const [attempt] = await attemptsOf(videoId);
        await cancelVideo(as(owner), { id: videoId });
        await releaseAttempt(system, { attemptId: attempt?.id ?? "" });
        return provider.submit(request);
      },
    };
    const late = bench.context(worker, { providers: createRegistry([slow]) });
    expect(await submitVideo(late, { videoId, round: 1 })).toEqual({ kind: "over" });
    const [attempt] = await attemptsOf(videoId);
    expect(attempt?.state).toBe("canceled");
    const job = await provider.findByToken?.(attempt?.id ?? "");
    if (job?.kind !== "accepted") throw new Error("the vendor knows no such job");
    expect(await provider.observe(job.operation)).toEqual({ kind: "canceled" });
  });

  it("a vendor that cannot be reached is tried three times, then fails and gives the day back; a retry works", async () => {
    const closed = createServer();
    await new Promise<void>((done) => closed.listen(0, "127.0.0.1", done));
    const unreachable = brokenAt(`http://127.0.0.1:${(closed.address() as AddressInfo).port}`);
    await new Promise((done) => closed.close(done));
    const videoId = await begin();
    const usage = async () =>
      (await bench.db.select().from(quotaUsage).where(eq(quotaUsage.userId, owner.id)))
        .map(({ window, used }) => `${window} ${used}`)
        .sort();
    const before = await usage();
    const ends: string[] = [];
    for (let take = 1; take <= 3; take++) {
      const submitted = await submit(videoId, unreachable);
      if (submitted.kind !== "failed") throw new Error("the submission went through");
      const { failure, attemptId } = submitted;
      expect(failure).toMatchObject({ kind: "transient", code: "provider_unavailable" });
      ends.push((await settleFailure(unreachable, { videoId, attemptId, failure, chance: 0 })).kind);
    }
    expect(ends).toEqual(["again", "again", "stop"]);
    expect(await videoRow(bench, videoId)).toMatchObject({
      status: "failed",
      failureCode: "provider_unavailable",
    });
    expect(await usage()).not.toEqual(before);
    expect(await retryVideo(as(owner), { id: videoId })).toMatchObject({ status: "retrying", failure: null });
    expect(await usage()).toEqual(before);
    const { kind, attemptId } = await submit(videoId, system, 2);
    expect(kind).toBe("accepted");
    expect((await attemptsOf(videoId)).map(({ state }) => state)).toEqual([
      "rejected",
      "rejected",
      "rejected",
      "accepted",
    ]);
    await cancelVideo(as(owner), { id: videoId });
    await releaseAttempt(system, { attemptId });
  });

  it("an answer that is lost after sending keeps the attempt open, and the same one is sent again", async () => {
    const mute = createServer((incoming) => incoming.socket.destroy());
    await new Promise<void>((done) => mute.listen(0, "127.0.0.1", done));
    const { port } = mute.address() as AddressInfo;
    const videoId = await begin();
    expect(await submitVideo(brokenAt(`http://127.0.0.1:${port}`), { videoId, round: 1 })).toMatchObject({
      kind: "unanswered",
    });
    mute.close();
    const [lost] = await attemptsOf(videoId);
    expect(lost).toMatchObject({ state: "ambiguous", number: 1 });
    expect(await submit(videoId)).toMatchObject({ kind: "accepted", attemptId: lost?.id });
    expect(await attemptsOf(videoId)).toHaveLength(1);
    await cancelVideo(as(owner), { id: videoId });
    await releaseAttempt(system, { attemptId: lost?.id ?? "" });
  });

  it("a file that is no video fails the video with a cause and a next step, and nothing is kept as playable", async () => {
    const videoId = await begin();
    const { attemptId } = await submit(videoId);
    await ready(attemptId);
    const provider = renderer.providers.get("animatic");
    if (!provider) throw new Error("there is no renderer");
    const page = Buffer.from("<html>not a video</html>").toString("base64");
    const output = { url: `data:video/mp4;base64,${page}`, headers: {}, bytesMax: 1000 };
    const lying = {
      ...provider,
      observe: async () => ({ kind: "succeeded" as const, outputs: [output], costMicros: 0 }),
    };
    const collected = await collectArtifacts(bench.context(worker, { providers: createRegistry([lying]) }), {
      attemptId,
    });
    if (collected.kind !== "failed") throw new Error("the page was taken for a video");
    expect(collected.failure.code).toBe("output_quarantined");
    const key = takeFileKey({ id: attemptId, videoId }, "video");
    await settleFailure(system, { videoId, attemptId, failure: collected.failure, chance: 0 });
    expect(await system.parts.storage.stat(key)).toBeUndefined();
    expect(await getVideo(as(owner), { id: videoId })).toMatchObject({
      status: "failed",
      artifacts: [],
      nextStep: expect.stringContaining("not charged"),
    });
  });
});
