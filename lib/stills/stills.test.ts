import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { assets, quotaUsage, stills } from "#db/schema/index.ts";
import type { Parts, User } from "#lib/context.ts";
import type { FailureKind } from "#lib/contract/failure.ts";
import { createStillInput } from "#lib/contract/still.ts";
import { createOpenAiStillMaker } from "#lib/providers/openai/still-maker.ts";
import type { StillMaker, StillOutcome } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { request as videoRequest } from "#lib/testing/videos.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { openai } from "#simulator/dialects/openai/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { createStill } from "./create-still.ts";
import { getStill } from "./get-still.ts";
import { makeStill } from "./make-still.ts";
import { announceForgottenStills, failOverdueStills, settleLostStills } from "./sweep-stills.ts";

let bench: TestBench;
let simulator: Simulator;
let owner: User;
let announced: string[];
let parts: Partial<Parts>;

beforeAll(async () => {
  [bench, simulator] = await Promise.all([createBench(), startSimulator({ dialects: [openai] })]);
});
afterAll(() => Promise.all([bench.close(), simulator.close()]));
beforeEach(async () => {
  owner = await bench.person("creator", "studio");
  announced = [];
  parts = {
    stills: createOpenAiStillMaker({
      baseUrl: `${simulator.origin}/openai/v1`,
      apiKey: "sk-test",
      kind: "simulated",
    }),
    announcer: {
      videoCreated: () => undefined,
      videoCanceled: () => undefined,
      receiptStored: () => undefined,
      stillQueued: ({ id }) => void announced.push(id),
    },
  };
});

const as = (user: User, change: Partial<Parts> = {}, now?: () => Date) =>
  bench.context(user, { ...parts, ...change }, now);
const system = (change: Partial<Parts> = {}, now?: () => Date) =>
  bench.context(worker, { ...parts, ...change }, now);
const input = (change: object = {}) =>
  createStillInput.parse({ prompt: "A quiet harbour at dawn", aspectRatio: "16:9", ...change });
const order = (change: object = {}) => createStill(as(owner), input(change));
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);

async function usedBy(user: User) {
  const rows = await bench.db.select().from(quotaUsage).where(eq(quotaUsage.userId, user.id));
  return Object.fromEntries(rows.map(({ window, used }) => [window, used]));
}
const rowOf = async (id: string) => (await bench.db.select().from(stills).where(eq(stills.id, id)))[0];
const countStills = async (user: User) =>
  (await bench.db.select().from(stills).where(eq(stills.ownerId, user.id))).length;

/** A vendor that answers as told, once for each call, and counts. */
function scripted(answer: () => Promise<StillOutcome>): StillMaker & { calls: number } {
  const maker: StillMaker & { calls: number } = {
    provider: "openai",
    kind: "real",
    calls: 0,
    makeStill() {
      maker.calls += 1;
      return answer();
    },
  };
  return maker;
}
const refusing = (kind: FailureKind) =>
  scripted(async () => ({
    kind: "refused",
    failure: { kind, code: "provider_unavailable", message: "The vendor says no." },
  }));
const picture = () =>
  sharp({ create: { width: 1536, height: 864, channels: 3, background: "#335577" } })
    .withExif({ IFD0: { Artist: "somebody" } })
    .jpeg()
    .toBuffer();
const making = (bytes: Uint8Array, costMicros: number | null = 41_000) =>
  scripted(async () => ({ kind: "made", bytes, mimeType: "image/png", costMicros }));

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
  expect(announced).toEqual([queued.id]);
  expect(await makeStill(system(), { stillId: queued.id })).toEqual({ kind: "ready" });
  const ready = await getStill(as(owner), { id: queued.id });
  expect(ready).toMatchObject({ status: "ready", asset: { width: 1536, height: 864 } });
  expect(ready.costMicros).toBeGreaterThan(10_000);
  const video = await createVideo(
    as(owner),
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
  const bytes = await picture();
  const { id } = await order();
  await makeStill(system({ stills: making(bytes) }), { stillId: id });
  const [asset] = await bench.db.select().from(assets).where(eq(assets.uploadKey, id));
  expect(asset).toMatchObject({ ownerId: owner.id, originalBytes: bytes.length });
  const chunks: Buffer[] = [];
  for await (const chunk of await bench.context(worker).parts.storage.read(asset?.storageKey ?? ""))
    chunks.push(Buffer.from(chunk));
  expect((await sharp(Buffer.concat(chunks)).metadata()).exif).toBeUndefined();
});

it("the prompt is sealed, bound to its still, and in no other column", async () => {
  const { id } = await order({ prompt: "A secret lighthouse" });
  const row = await rowOf(id);
  expect(JSON.stringify(row)).not.toContain("secret lighthouse");
  const { sealer } = bench.context(worker).parts;
  expect(sealer.open(row?.sealedPrompt ?? "", id)).toBe("A secret lighthouse");
  expect(() => sealer.open(row?.sealedPrompt ?? "", "stl_other")).toThrow();
});

it("twenty workers make one call", async () => {
  const maker = making(await picture());
  const { id } = await order();
  const ends = await Promise.all(
    Array.from({ length: 20 }, () => makeStill(system({ stills: maker }), { stillId: id })),
  );
  expect(maker.calls).toBe(1);
  expect(ends.filter(({ kind }) => kind === "ready")).toHaveLength(1);
  expect(await makeStill(system({ stills: maker }), { stillId: id })).toEqual({ kind: "over" });
  expect(maker.calls).toBe(1);
});

it("a lost answer is unclear, is never sent again, and keeps its quota", async () => {
  const maker = refusing("ambiguous");
  const { id } = await order();
  expect(await makeStill(system({ stills: maker }), { stillId: id })).toEqual({ kind: "unclear" });
  expect(await makeStill(system({ stills: maker }), { stillId: id })).toEqual({ kind: "over" });
  expect(maker.calls).toBe(1);
  announced = [];
  await announceForgottenStills(system({}, later(60)));
  expect(announced).not.toContain(id);
  const view = await getStill(as(owner), { id });
  expect(view).toMatchObject({ status: "unclear", failure: { code: "submit_ambiguous" } });
  expect(view.failure?.nextStep).toContain("Nothing is sent twice");
  expect(await usedBy(owner)).toEqual({ day: 1, month: 1 });
});

it.each<FailureKind>(["invalid", "policy", "quota", "auth", "transient", "unknown"])(
  "a refusal of kind %s fails the still after one call and gives the quota back",
  async (kind) => {
    const maker = refusing(kind);
    const { id } = await order();
    expect(await usedBy(owner)).toEqual({ day: 1, month: 1 });
    expect(await makeStill(system({ stills: maker }), { stillId: id })).toEqual({ kind: "failed" });
    expect(maker.calls).toBe(1);
    expect(await getStill(as(owner), { id })).toMatchObject({
      status: "failed",
      failure: { code: "provider_unavailable" },
      costMicros: 0,
    });
    expect(await usedBy(owner)).toEqual({ day: 0, month: 0 });
  },
);

it("a file that is no picture fails the still, which says so and tells what was paid", async () => {
  const { id } = await order();
  const maker = making(Buffer.from("GIF89a not a picture"), null);
  expect(await makeStill(system({ stills: maker }), { stillId: id })).toEqual({ kind: "failed" });
  const view = await getStill(as(owner), { id });
  expect(view.failure).toMatchObject({ code: "output_unreadable" });
  expect(view.failure?.text).toContain("not a picture");
  expect(view.costMicros).toBe(70_000);
});

it("a maker that died in the middle leaves an unclear still, or a ready one where the picture was kept", async () => {
  const dying = scripted(() => Promise.reject(new Error("the process is gone")));
  const [lost, kept] = [await order(), await order()];
  for (const { id } of [lost, kept])
    await expect(makeStill(system({ stills: dying }), { stillId: id })).rejects.toThrow();
  const other = await order();
  await makeStill(system({ stills: making(await picture()) }), { stillId: other.id });
  await bench.db.update(assets).set({ uploadKey: kept.id }).where(eq(assets.uploadKey, other.id));
  expect(await settleLostStills(system({}, later(5)))).toBe(0);
  expect(await settleLostStills(system({}, later(11)))).toBe(2);
  expect((await rowOf(lost.id))?.status).toBe("unclear");
  expect(await getStill(as(owner), { id: kept.id })).toMatchObject({ status: "ready", failure: null });
});

it("an answer that comes after the still was given up is still the truth", async () => {
  const answer = Promise.withResolvers<StillOutcome>();
  const { id } = await order();
  const slow = makeStill(system({ stills: scripted(() => answer.promise) }), { stillId: id });
  await expect.poll(async () => (await rowOf(id))?.status).toBe("making");
  await settleLostStills(system({}, later(11)));
  expect((await rowOf(id))?.status).toBe("unclear");
  answer.resolve({ kind: "made", bytes: await picture(), mimeType: "image/png", costMicros: 1 });
  expect(await slow).toEqual({ kind: "ready" });
  expect(await getStill(as(owner), { id })).toMatchObject({ status: "ready", failure: null });
});

it("a still nobody started is announced again, and given up after a day with its quota back", async () => {
  const { id } = await order();
  announced = [];
  await announceForgottenStills(system());
  expect(announced).not.toContain(id);
  await announceForgottenStills(system({}, later(1)));
  expect(announced).toContain(id);
  await failOverdueStills(system({}, later(25 * 60)));
  expect(await getStill(as(owner), { id })).toMatchObject({
    status: "failed",
    failure: { code: "deadline_passed" },
  });
  expect(await usedBy(owner)).toEqual({ day: 0, month: 0 });
});

it("a still whose vendor was disconnected while it waited fails and costs nothing", async () => {
  const { id } = await order();
  expect(await makeStill(system({ stills: undefined }), { stillId: id })).toEqual({ kind: "failed" });
  expect(await usedBy(owner)).toEqual({ day: 0, month: 0 });
});

it("a still counts against the day and the month, and takes no running place", async () => {
  const trial = await bench.person("creator", "free");
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => createStill(as(trial), input())));
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused.length).toBeGreaterThan(0);
  for (const reason of refused) expect(reason).toMatchObject({ code: "quota_exceeded" });
  const accepted = results.length - refused.length;
  expect(await usedBy(trial)).toEqual({ day: accepted, month: accepted });
  expect(await countStills(trial)).toBe(accepted);
});

it("a repeated Idempotency-Key gives the same still, a different body or a video's key a mismatch", async () => {
  const twice = { ...input(), idempotencyKey: "k-1" };
  const answers = await Promise.all(Array.from({ length: 6 }, () => createStill(as(owner), twice)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await usedBy(owner)).toEqual({ day: 1, month: 1 });
  await expect(
    createStill(as(owner), { ...input({ prompt: "Another" }), idempotencyKey: "k-1" }),
  ).rejects.toMatchObject({ code: "idempotency_mismatch" });
  await createVideo(as(owner), { ...videoRequest({ model: "animatic" }), idempotencyKey: "k-2" });
  await expect(createStill(as(owner), { ...input(), idempotencyKey: "k-2" })).rejects.toMatchObject({
    code: "idempotency_mismatch",
  });
});

it("a refused prompt names its reason, is kept nowhere and costs nothing", async () => {
  await expect(order({ prompt: "hardcore porn in a hotel" })).rejects.toMatchObject({
    code: "prompt_refused",
    extra: { errors: [{ path: "prompt" }] },
  });
  expect(await countStills(owner)).toBe(0);
  expect(await usedBy(owner)).toEqual({});
});

it("where the safety check is unreachable nothing is taken, unless the policy says proceed", async () => {
  const moderator: Parts["moderator"] = {
    kind: "real",
    judge: async () => ({ kind: "unreachable", message: "down" }),
  };
  await expect(createStill(as(owner, { moderator }), input())).rejects.toMatchObject({ code: "unavailable" });
  expect(await countStills(owner)).toBe(0);
  const proceeding = as(owner, { moderator, moderationUnreachable: "proceed" });
  expect(await createStill(proceeding, input())).toMatchObject({ status: "queued" });
});

it("without a key the refusal names the setting; retired, unknown and misfit models say which field", async () => {
  const without = as(owner, { stills: undefined });
  await expect(createStill(without, input())).rejects.toMatchObject({
    code: "no_model",
    message: expect.stringContaining("OPENAI_API_KEY"),
  });
  await expect(createStill(without, input({ model: "gpt-image-2" }))).rejects.toMatchObject({
    code: "no_model",
  });
  await expect(order({ model: "sora-2" })).rejects.toMatchObject({ code: "model_retired" });
  await expect(order({ model: "animatic" })).rejects.toMatchObject({ code: "model_misfit" });
  await expect(order({ model: "dream-machine" })).rejects.toMatchObject({ code: "invalid_input" });
});

it("nobody else finds a still, and only the system makes one", async () => {
  const { id } = await order();
  const stranger = await bench.person("admin");
  await expect(getStill(as(stranger), { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(makeStill(as(stranger), { stillId: id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(createStill(bench.context({ kind: "anonymous" }, parts), input())).rejects.toMatchObject({
    code: "not_signed_in",
  });
});
