import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Parts, User } from "#lib/context.ts";
import { createStillBench, type StillBench, stillInput } from "#lib/testing/stills.ts";
import { request as videoRequest } from "#lib/testing/videos.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { createStill } from "./create-still.ts";
import { getStill } from "./get-still.ts";
import { makeStill } from "./make-still.ts";

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

it("a still counts against the day and the month, and takes no running place", async () => {
  const trial = await world.bench.person("creator", "free");
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, () => createStill(world.as(trial), stillInput())),
  );
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused.length).toBeGreaterThan(0);
  for (const reason of refused) expect(reason).toMatchObject({ code: "quota_exceeded" });
  const accepted = results.length - refused.length;
  expect(await world.usedBy(trial)).toEqual({ day: accepted, month: accepted });
  expect((await world.stillsOf(trial)).length).toBe(accepted);
});

it("a repeated Idempotency-Key gives the same still, a different body or a video's key a mismatch", async () => {
  const twice = { ...stillInput(), idempotencyKey: "k-1" };
  const answers = await Promise.all(Array.from({ length: 6 }, () => createStill(world.as(owner), twice)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await world.usedBy(owner)).toEqual({ day: 1, month: 1 });
  await expect(
    createStill(world.as(owner), { ...stillInput({ prompt: "Another" }), idempotencyKey: "k-1" }),
  ).rejects.toMatchObject({ code: "idempotency_mismatch" });
  await createVideo(world.as(owner), { ...videoRequest({ model: "animatic" }), idempotencyKey: "k-2" });
  await expect(
    createStill(world.as(owner), { ...stillInput(), idempotencyKey: "k-2" }),
  ).rejects.toMatchObject({
    code: "idempotency_mismatch",
  });
});

it("a refused prompt names its reason, is kept nowhere and costs nothing", async () => {
  await expect(order({ prompt: "hardcore porn in a hotel" })).rejects.toMatchObject({
    code: "prompt_refused",
    extra: { errors: [{ path: "prompt" }] },
  });
  expect((await world.stillsOf(owner)).length).toBe(0);
  expect(await world.usedBy(owner)).toEqual({});
});

it("where the safety check is unreachable nothing is taken, unless the policy says proceed", async () => {
  const moderator: Parts["moderator"] = {
    kind: "real",
    judge: async () => ({ kind: "unreachable", message: "down" }),
  };
  await expect(createStill(world.as(owner, { moderator }), stillInput())).rejects.toMatchObject({
    code: "unavailable",
  });
  expect((await world.stillsOf(owner)).length).toBe(0);
  const proceeding = world.as(owner, { moderator, moderationUnreachable: "proceed" });
  expect(await createStill(proceeding, stillInput())).toMatchObject({ status: "queued" });
});

it("without a key the refusal names the setting; retired, unknown and misfit models say which field", async () => {
  const without = world.as(owner, { stills: undefined });
  await expect(createStill(without, stillInput())).rejects.toMatchObject({
    code: "no_model",
    message: expect.stringContaining("OPENAI_API_KEY"),
  });
  await expect(createStill(without, stillInput({ model: "gpt-image-2" }))).rejects.toMatchObject({
    code: "no_model",
  });
  await expect(order({ model: "sora-2" })).rejects.toMatchObject({ code: "model_retired" });
  await expect(order({ model: "animatic" })).rejects.toMatchObject({ code: "model_misfit" });
  await expect(order({ model: "dream-machine" })).rejects.toMatchObject({ code: "invalid_input" });
});

it("nobody else finds a still, and only the system makes one", async () => {
  const { id } = await order();
  const stranger = await world.bench.person("admin");
  await expect(getStill(world.as(stranger), { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(makeStill(world.as(stranger), { stillId: id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(createStill(world.as({ kind: "anonymous" }), stillInput())).rejects.toMatchObject({
    code: "not_signed_in",
  });
});
