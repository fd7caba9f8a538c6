import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { assets, stills } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { FailureKind } from "#lib/contract/failure.ts";
import type { StillOutcome } from "#lib/providers/types.ts";
import { worker } from "#lib/testing/context.ts";
import {
  createStillBench,
  type StillBench,
  scriptedMaker,
  signedPicture,
  stillInput,
} from "#lib/testing/stills.ts";
import { request as videoRequest } from "#lib/testing/videos.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { createStill } from "./create-still.ts";
import { getStill } from "./get-still.ts";
import { makeStill } from "./make-still.ts";
import { announceForgottenStills, failOverdueStills, settleLostStills } from "./sweep-stills.ts";

let world: StillBench;
let owner: User;
beforeAll(async () => {
  world = await createStillBench();
});
afterAll(() => world.close());
beforeEach(async () => {
  owner = await world.bench.person("creator", "studio");
});

const order = (change: object = {}) => createStill(world.as(owner), stillInput(change));
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);
const rowOf = async (id: string) => (await world.bench.db.select().from(stills).where(eq(stills.id, id)))[0];

const refusing = (kind: FailureKind) =>
  scriptedMaker(async () => ({
    kind: "refused",
    failure: { kind, code: "provider_unavailable", message: "The vendor says no." },
  }));
const making = (bytes: Uint8Array, costMicros: number | null = 41_000) =>
  scriptedMaker(async () => ({ kind: "made", bytes, mimeType: "image/png", costMicros }));

it("a still is accepted, made once and kept as an asset that a video can start from", async () => {
  const queued = await order();
  expect(queued).toMatchObject({
    status: "queued",
    statusText: "Waiting to start",
    model: "gpt-image-2",
    modelName: "GPT Image 2",
    aspectRatio: "16:9",
    costMicros: 0,
    asset: null,
    failure: null,
  });
  expect(world.announced).toEqual([queued.id]);
  expect(await makeStill(world.system(), { stillId: queued.id })).toEqual({ kind: "ready" });
  const ready = await getStill(world.as(owner), { id: queued.id });
  expect(ready).toMatchObject({ status: "ready", asset: { width: 1536, height: 864 } });
  expect(ready.costMicros).toBeGreaterThan(10_000);
  const video = await createVideo(
    world.as(owner),
    videoRequest({
      workflowType: "image-to-video",
      model: "animatic",
      durationSeconds: 3,
      sourceAssetIds: [ready.asset?.id ?? ""],
    }),
  );
  expect(video.status).toBe("queued");
});

it("its picture is decoded, encoded anew and stripped like an upload", async () => {
  const bytes = await signedPicture();
  const { id } = await order();
  await makeStill(world.system({ stills: making(bytes) }), { stillId: id });
  const [asset] = await world.bench.db.select().from(assets).where(eq(assets.uploadKey, id));
  expect(asset).toMatchObject({ ownerId: owner.id, originalBytes: bytes.length });
  const chunks: Buffer[] = [];
  for await (const chunk of await world.bench.context(worker).parts.storage.read(asset?.storageKey ?? ""))
    chunks.push(Buffer.from(chunk));
  expect((await sharp(Buffer.concat(chunks)).metadata()).exif).toBeUndefined();
});

it("the prompt is sealed, bound to its still, and in no other column", async () => {
  const { id } = await order({ prompt: "A secret lighthouse" });
  const row = await rowOf(id);
  expect(JSON.stringify(row)).not.toContain("secret lighthouse");
  const { sealer } = world.bench.context(worker).parts;
  expect(sealer.open(row?.sealedPrompt ?? "", id)).toBe("A secret lighthouse");
  expect(() => sealer.open(row?.sealedPrompt ?? "", "stl_other")).toThrow();
});

it("workers that found the still waiting at the same time make one call", async () => {
  const maker = making(await signedPicture());
  const { id } = await order();
  const begun: ReturnType<typeof makeStill>[] = [];
  await world.bench.connection.sql.begin(async (tx) => {
    await tx`select id from stills where id = ${id} for update`;
    for (let count = 0; count < 8; count += 1)
      begun.push(makeStill(world.system({ stills: maker }), { stillId: id }));
    const waiting = async () =>
      (
        await tx`select distinct pid from pg_locks where not granted and pid in
          (select pid from pg_locks where database = (select oid from pg_database where datname = current_database()))`
      ).length;
    await expect.poll(waiting, { timeout: 10_000 }).toBe(8);
  });
  const ends = await Promise.all(begun);
  expect(maker.calls).toBe(1);
  expect(ends.filter(({ kind }) => kind === "ready")).toHaveLength(1);
  expect(await makeStill(world.system({ stills: maker }), { stillId: id })).toEqual({ kind: "over" });
  expect(maker.calls).toBe(1);
});

it("a lost answer is unclear, is never sent again, and keeps its quota", async () => {
  const maker = refusing("ambiguous");
  const { id } = await order();
  expect(await makeStill(world.system({ stills: maker }), { stillId: id })).toEqual({ kind: "unclear" });
  expect(await makeStill(world.system({ stills: maker }), { stillId: id })).toEqual({ kind: "over" });
  expect(maker.calls).toBe(1);
  world.announced.length = 0;
  await announceForgottenStills(world.system({}, later(60)));
  expect(world.announced).not.toContain(id);
  const view = await getStill(world.as(owner), { id });
  expect(view).toMatchObject({ status: "unclear", failure: { code: "submit_ambiguous" } });
  expect(view.failure?.nextStep).toContain("Nothing is sent twice");
  expect(await world.usedBy(owner)).toEqual({ day: 1, month: 1 });
});

it.each<FailureKind>(["invalid", "policy", "quota", "auth", "transient", "unknown"])(
  "a refusal of kind %s fails the still after one call and gives the quota back",
  async (kind) => {
    const maker = refusing(kind);
    const { id } = await order();
    expect(await world.usedBy(owner)).toEqual({ day: 1, month: 1 });
    expect(await makeStill(world.system({ stills: maker }), { stillId: id })).toEqual({ kind: "failed" });
    expect(maker.calls).toBe(1);
    expect(await getStill(world.as(owner), { id })).toMatchObject({
      status: "failed",
      failure: { code: "provider_unavailable" },
      costMicros: 0,
    });
    expect(await world.usedBy(owner)).toEqual({ day: 0, month: 0 });
  },
);

it("a file that is no picture fails the still, which says so and tells what was paid", async () => {
  const { id } = await order();
  const maker = making(Buffer.from("GIF89a not a picture"), null);
  expect(await makeStill(world.system({ stills: maker }), { stillId: id })).toEqual({ kind: "failed" });
  const view = await getStill(world.as(owner), { id });
  expect(view.failure).toMatchObject({ code: "output_unreadable" });
  expect(view.failure?.text).toContain("not a picture");
  expect(view.costMicros).toBe(70_000);
});

it("a maker that died in the middle leaves an unclear still, or a ready one where the picture was kept", async () => {
  const dying = scriptedMaker(() => Promise.reject(new Error("the process is gone")));
  const [lost, kept] = [await order(), await order()];
  for (const { id } of [lost, kept])
    await expect(makeStill(world.system({ stills: dying }), { stillId: id })).rejects.toThrow();
  const other = await order();
  await makeStill(world.system({ stills: making(await signedPicture()) }), { stillId: other.id });
  await world.bench.db.update(assets).set({ uploadKey: kept.id }).where(eq(assets.uploadKey, other.id));
  expect(await settleLostStills(world.system({}, later(5)))).toBe(0);
  expect(await settleLostStills(world.system({}, later(11)))).toBe(2);
  expect((await rowOf(lost.id))?.status).toBe("unclear");
  expect(await getStill(world.as(owner), { id: kept.id })).toMatchObject({ status: "ready", failure: null });
});

it("an answer that comes after the still was given up is still the truth", async () => {
  const answer = Promise.withResolvers<StillOutcome>();
  const { id } = await order();
  const slow = makeStill(world.system({ stills: scriptedMaker(() => answer.promise) }), { stillId: id });
  await expect.poll(async () => (await rowOf(id))?.status).toBe("making");
  await settleLostStills(world.system({}, later(11)));
  expect((await rowOf(id))?.status).toBe("unclear");
  answer.resolve({ kind: "made", bytes: await signedPicture(), mimeType: "image/png", costMicros: 1 });
  expect(await slow).toEqual({ kind: "ready" });
  expect(await getStill(world.as(owner), { id })).toMatchObject({ status: "ready", failure: null });
});

it("a still nobody started is announced again, and given up after a day with its quota back", async () => {
  const { id } = await order();
  world.announced.length = 0;
  await announceForgottenStills(world.system());
  expect(world.announced).not.toContain(id);
  await announceForgottenStills(world.system({}, later(1)));
  expect(world.announced).toContain(id);
  await failOverdueStills(world.system({}, later(25 * 60)));
  expect(await getStill(world.as(owner), { id })).toMatchObject({
    status: "failed",
    failure: { code: "deadline_passed" },
  });
  expect(await world.usedBy(owner)).toEqual({ day: 0, month: 0 });
});

it("a still whose vendor was disconnected while it waited fails and costs nothing", async () => {
  const { id } = await order();
  expect(await makeStill(world.system({ stills: undefined }), { stillId: id })).toEqual({ kind: "failed" });
  expect(await world.usedBy(owner)).toEqual({ day: 0, month: 0 });
});
