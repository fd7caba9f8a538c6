import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { quotaUsage, videos } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { plan as planSchema } from "#lib/contract/plan.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { deadlineOf } from "./choose-plan.ts";
import { createVideo } from "./create-video.ts";
import { getVideo } from "./get-video.ts";

describe("the plan of a new video", () => {
  let bench: TestBench;
  let owner: User;
  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate users, vendor_gates cascade`;
    owner = await bench.person("creator", "unlimited");
  });
  afterAll(() => bench.close());

  const person = (names: string[], now?: () => Date) =>
    bench.context(owner, { providers: createRegistry(names.map((name) => createTestProvider(name))) }, now);
  const create = (names: string[], change: Partial<CreateVideoInput>, now?: () => Date) =>
    createVideo(person(names, now), request(change));

  it("is kept with the video: model, native format, and all that was asked", async () => {
    const { id } = await create(["kling", "google-omni", "animatic"], {
      model: "kling-3.0",
      tier: "final",
      aspectRatio: "9:16",
      audio: true,
      useCase: "narrative",
      speed: "fast",
      priceMaxMicros: 2_000_000,
    });
    expect(await videoRow(bench, id)).toMatchObject({
      model: "kling-3.0",
      modelChoice: "kling-3.0",
      resolution: "1080p",
      width: 1080,
      height: 1920,
      audio: true,
      useCase: "narrative",
      speed: "fast",
      fallbackAllowed: true,
      priceMaxMicros: 2_000_000,
      waitingFor: null,
    });
    const view = await getVideo(person([]), { id });
    expect(view.plan?.steps[0]).toMatchObject({ model: "kling-3.0", reason: expect.any(String) });
    expect(view.choice).toEqual({
      model: "kling-3.0",
      useCase: "narrative",
      speed: "fast",
      fallbackAllowed: true,
      priceMaxMicros: 2_000_000,
    });
    expect(view.parameters).toMatchObject({ resolution: "1080p", audio: true });
  });

  it("gives the round as long as all its models may need for all their takes, at most a day", async () => {
    const now = new Date();
    const seconds = async (names: string[], change: Partial<CreateVideoInput>) => {
      const { id } = await create(names, change, () => now);
      return ((await videoRow(bench, id)).deadlineAt.getTime() - now.getTime()) / 1000;
    };
    expect(await seconds(["animatic"], {})).toBe(900 * 3);
    expect(await seconds(["kling"], { model: "kling-2.5-turbo", fallbackAllowed: false })).toBe(1800 * 3);
    const kept = planSchema.parse((await videoRow(bench, (await create(["animatic"], {})).id)).plan);
    const long = { ...kept, steps: Array.from({ length: 40 }, () => kept.steps).flat() };
    expect(deadlineOf(long, now).getTime() - now.getTime()).toBe(86_400_000);
  });

  it.each([
    [
      "what the chosen model cannot make",
      ["kling"],
      { model: "kling-2.6", durationSeconds: 7 },
      { code: "model_misfit", extra: { errors: [{ path: "durationSeconds" }] } },
    ],
    [
      "a retired model",
      ["openai"],
      { model: "sora-2", durationSeconds: 8 },
      {
        code: "model_retired",
        message: "It retired on 2026-09-24. Its successor is Kling 3.0.",
        extra: { errors: [{ path: "model" }] },
      },
    ],
    ["an unknown model", ["kling"], { model: "sora-9" }, { code: "invalid_input" }],
    [
      "a chosen model that is not connected",
      ["animatic"],
      { model: "kling-3.0" },
      { code: "no_model", message: expect.stringContaining("not connected") },
    ],
    [
      "a price that the chosen model does not meet",
      ["kling"],
      { model: "kling-3.0", priceMaxMicros: 1000 },
      { code: "no_model", extra: { errors: [{ path: "priceMaxMicros" }] } },
    ],
    [
      "what no connected model makes",
      ["animatic"],
      { durationSeconds: 14 },
      {
        code: "no_model",
        extra: {
          errors: expect.arrayContaining([{ path: "model", message: expect.stringContaining("Animatic") }]),
        },
      },
    ],
  ])("refuses %s, and it costs nothing", async (_, names, change, refusal) => {
    await expect(create(names, change)).rejects.toMatchObject(refusal);
    expect(await bench.db.select().from(videos)).toEqual([]);
    expect(await bench.db.select().from(quotaUsage)).toEqual([]);
  });
});
