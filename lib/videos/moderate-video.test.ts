import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assets, auditEntries, quotaUsage, videos } from "#db/schema/index.ts";
import type { Parts, User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { JudgeRequest, Moderator, Verdict } from "#lib/moderation/types.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { historyOf } from "#lib/testing/takes.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { createVideo } from "./create-video.ts";
import { getVideo } from "./get-video.ts";
import { moderateVideo } from "./moderate-video.ts";
import { submitVideo } from "./submit-video.ts";

const unreachable: Verdict = { kind: "unreachable", message: "No answer." };

describe("the safety check", () => {
  let bench: TestBench;
  let owner: User;
  let clock: Date;
  let vendor: TestProvider;
  let verdict: Verdict;
  let judged: JudgeRequest[];
  const moderator: Moderator = {
    kind: "simulated",
    async judge(asked) {
      judged.push(asked);
      return verdict;
    },
  };

  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate users, vendor_gates cascade`;
    owner = await bench.person("creator", "unlimited");
    clock = new Date();
    vendor = createTestProvider("animatic");
    verdict = { kind: "allowed" };
    judged = [];
  });
  afterAll(() => bench.close());

  const parts = (change: Partial<Parts> = {}): Partial<Parts> => ({
    providers: createRegistry([vendor]),
    moderator,
    ...change,
  });
  const person = (change: Partial<Parts> = {}) => bench.context(owner, parts(change), () => clock);
  const system = (change: Partial<Parts> = {}) => bench.context(worker, parts(change), () => clock);
  const check = (videoId: string, change: Partial<Parts> = {}) =>
    moderateVideo(system(change), { videoId, round: 1 });
  const submit = async (videoId: string) => (await submitVideo(system(), { videoId, round: 1 })).kind;
  const begin = async () => (await createVideo(person(), request())).id;
  const image = async () => {
    const id = newId("asset");
    const stored = await person().parts.storage.put(`uploads/${id}`, Readable.from(["pixels"]), {
      bytesMax: 100,
    });
    await bench.db.insert(assets).values({
      id,
      ownerId: owner.id,
      name: "beach.png",
      storageKey: stored.key,
      mimeType: "image/png",
      bytes: stored.bytes,
      width: 100,
      height: 100,
      sha256: stored.sha256,
      originalBytes: 6,
      originalSha256: "",
      originalMimeType: "image/png",
      uploadKey: id,
    });
    return id;
  };
  const usedToday = async () =>
    (await bench.db.select().from(quotaUsage).where(eq(quotaUsage.userId, owner.id))).map(({ used }) => used);

  it("sees the words and the picture before anything is sent", async () => {
    const id = await image();
    await createVideo(person(), request({ workflowType: "image-to-video", sourceAssetIds: [id] }));
    const [asked] = judged;
    expect(asked).toMatchObject({ prompt: expect.stringContaining("harbour"), images: [{ id }] });
    expect(Buffer.from((await asked?.images[0]?.read()) ?? []).toString()).toBe("pixels");
  });

  it("refuses a picture by its name and category, and takes no quota", async () => {
    const id = await image();
    verdict = {
      kind: "refused",
      input: { image: id },
      category: "graphic_violence",
      reason: "It shows gore.",
    };
    const refused = createVideo(person(), request({ workflowType: "image-to-video", sourceAssetIds: [id] }));
    await expect(refused).rejects.toMatchObject({
      code: "image_refused",
      message: "The image “beach.png” was refused (graphic violence). It shows gore. Nothing was charged.",
      extra: { errors: [{ path: "sourceAssetIds", message: "It shows gore." }] },
    });
    expect(await usedToday()).toEqual([]);
    expect(await bench.db.select().from(videos)).toEqual([]);
  });

  it("that nobody answers lets the video be accepted, wait and say so; nothing is sent meanwhile", async () => {
    verdict = unreachable;
    const videoId = await begin();
    expect(await getVideo(person(), { id: videoId })).toMatchObject({
      status: "queued",
      waitingFor: "safety_check",
    });
    expect(await submit(videoId)).toBe("unchecked");
    expect(await check(videoId)).toEqual({ kind: "wait", seconds: 10 });
    clock = new Date(clock.getTime() + 200_000);
    expect(await check(videoId)).toEqual({ kind: "wait", seconds: 50 });
    clock = new Date(clock.getTime() + 2_000_000);
    expect(await check(videoId)).toEqual({ kind: "wait", seconds: 120 });
    expect([await submit(videoId), vendor.sent.length]).toEqual(["unchecked", 0]);
  });

  it("lets a waiting video go on as soon as it has passed", async () => {
    verdict = unreachable;
    const videoId = await begin();
    verdict = { kind: "allowed" };
    expect(await check(videoId)).toEqual({ kind: "passed" });
    expect(await videoRow(bench, videoId)).toMatchObject({ waitingFor: null, waitingSince: null });
    expect(await submit(videoId)).toBe("accepted");
    const calls = judged.length;
    expect([await check(videoId), judged.length]).toEqual([{ kind: "passed" }, calls]);
  });

  it("fails a waiting video that it refuses, with what and why, and gives its place and its day back", async () => {
    verdict = unreachable;
    const videoId = await begin();
    verdict = { kind: "refused", input: "prompt", category: "self_harm", reason: "It shows harm." };
    expect(await check(videoId)).toEqual({ kind: "over" });
    expect(await videoRow(bench, videoId)).toMatchObject({
      status: "failed",
      failureCode: "prompt_refused",
      waitingFor: null,
    });
    expect((await historyOf(bench, videoId)).at(-1)?.message).toBe(
      "The prompt was refused (self harm). It shows harm. Nothing was charged.",
    );
    expect(await usedToday()).toEqual([0, 0, 0]);
    expect(await check(videoId)).toEqual({ kind: "over" });
    expect(vendor.sent).toEqual([]);
  });

  it("that nobody answers is passed over only where the policy says so, and that is written down", async () => {
    verdict = unreachable;
    const lenient = { moderationUnreachable: "proceed" as const };
    const { id } = await createVideo(person(lenient), request());
    expect((await historyOf(bench, id))[0]?.message).toContain("goes on without");
    expect(await bench.db.select().from(auditEntries)).toMatchObject([
      { action: "video.unchecked", subjectId: id },
    ]);
    expect(await submit(id)).toBe("accepted");
    const waiting = await begin();
    expect(await check(waiting, lenient)).toEqual({ kind: "passed" });
  });
});
