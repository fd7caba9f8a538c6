import { Readable } from "node:stream";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { assets } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { SubmitRequest } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { attemptsOf } from "#lib/testing/takes.ts";
import { request } from "#lib/testing/videos.ts";
import { hashToken } from "./attempts.ts";
import { cancelVideo } from "./cancel-video.ts";
import { createVideo } from "./create-video.ts";
import { releaseAttempt } from "./release-attempt.ts";
import { submitVideo } from "./submit-video.ts";
import { takeSourceKey } from "./take-files.ts";

let bench: TestBench;
let owner: User;
let imageId: string;

const picture = () =>
  sharp({ create: { width: 300, height: 300, channels: 3, background: "#884422" } })
    .png()
    .toBuffer();

beforeAll(async () => {
  bench = await createBench();
  owner = await bench.person("creator", "unlimited");
  imageId = newId("asset");
  const stored = await bench
    .context(owner)
    .parts.storage.put(`uploads/${imageId}`, Readable.from([await picture()]), { bytesMax: 100_000 });
  await bench.db.insert(assets).values({
    id: imageId,
    ownerId: owner.id,
    name: "beach.png",
    storageKey: stored.key,
    mimeType: "image/png",
    bytes: stored.bytes,
    width: 300,
    height: 300,
    sha256: stored.sha256,
    originalBytes: 6,
    originalSha256: "",
    originalMimeType: "image/png",
    uploadKey: imageId,
  });
});
afterAll(() => bench.close());

async function submitted(
  name: string,
  reachesUs: boolean,
  change: Partial<CreateVideoInput>,
): Promise<{ sent: SubmitRequest; tokenHash: string }> {
  const vendor = createTestProvider(name, { reachesUs });
  const parts = { providers: createRegistry([vendor]) };
  const { id } = await createVideo(bench.context(owner, parts), request(change));
  await submitVideo(bench.context(worker, parts), { videoId: id, round: 1 });
  const [sent] = vendor.sent;
  const [attempt] = await attemptsOf(bench, id);
  if (!sent || !attempt) throw new Error("nothing was sent");
  return { sent, tokenHash: attempt.tokenHash };
}
const fromImage = (): Partial<CreateVideoInput> => ({
  workflowType: "image-to-video",
  sourceAssetIds: [imageId],
});

it("asks for the model's own format and length, and leaves out what the model does not take", async () => {
  const { sent } = await submitted("kling", false, {
    model: "kling-3.0",
    aspectRatio: "9:16",
    tier: "final",
    durationSeconds: 7,
    audio: true,
  });
  expect(sent).toMatchObject({
    card: { id: "kling-3.0" },
    workflowType: "text-to-video",
    format: { aspectRatio: "9:16", resolution: "1080p" },
    durationSeconds: 7,
    audio: true,
    seed: undefined,
    negativePrompt: undefined,
    sources: [],
  });
});

it("names no address of ours to a vendor that cannot reach us: pictures are read, callbacks not asked for", async () => {
  const { sent } = await submitted("kling", false, { model: "kling-3.0", ...fromImage() });
  expect(sent.callbackUrl).toBeUndefined();
  const [source] = sent.sources;
  expect(source).toMatchObject({ mimeType: "image/jpeg", url: undefined });
  expect((await source?.read())?.length).toBe(source?.bytes);
});

it("gives a vendor that reaches us a signed picture and a callback whose token only its attempt knows", async () => {
  const { sent, tokenHash } = await submitted("kling", true, { model: "kling-3.0", ...fromImage() });
  expect(sent.sources[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\/media\/o\/.+signature=/);
  const callback = new URL(sent.callbackUrl ?? "");
  expect(callback.pathname).toBe("/api/webhooks/kling");
  expect(hashToken(callback.searchParams.get("attempt") ?? "")).toBe(tokenHash);
  expect(sent.callbackUrl).not.toContain(sent.attemptId);
});

it("gives the vendor the picture in the native size of the format, so that nothing is bent or barred", async () => {
  const { sent } = await submitted("kling", false, {
    model: "kling-3.0",
    aspectRatio: "9:16",
    ...fromImage(),
  });
  const { width, height, format } = await sharp(await sent.sources[0]?.read()).metadata();
  expect({ width, height, format }).toEqual({ width: 720, height: 1280, format: "jpeg" });
});

it("leaves the picture as it is for a storyboard, which frames it itself", async () => {
  const { sent } = await submitted("animatic", true, { model: "animatic", ...fromImage() });
  expect(Buffer.from((await sent.sources[0]?.read()) ?? [])).toEqual(await picture());
});

it("keeps no copy of the picture once the take is over", async () => {
  const vendor = createTestProvider("kling", { reachesUs: false, cancel: async () => undefined });
  const parts = { providers: createRegistry([vendor]) };
  const { id } = await createVideo(
    bench.context(owner, parts),
    request({ model: "kling-3.0", ...fromImage() }),
  );
  const system = bench.context(worker, parts);
  await submitVideo(system, { videoId: id, round: 1 });
  const [attempt] = await attemptsOf(bench, id);
  if (!attempt) throw new Error("nothing was sent");
  const key = takeSourceKey(attempt, 0);
  expect(await system.parts.storage.stat(key)).toBeDefined();
  await cancelVideo(bench.context(owner, parts), { id });
  await releaseAttempt(system, { attemptId: attempt.id });
  expect(await system.parts.storage.stat(key)).toBeUndefined();
});
