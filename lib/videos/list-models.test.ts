import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#lib/contract/operations.ts";
import { planVideoInput } from "#lib/contract/plan.ts";
import { cards } from "#lib/models/cards.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { listModels } from "./list-models.ts";
import { planVideo } from "./plan-video.ts";

describe("the models of an installation", () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createBench();
  });
  afterAll(() => bench.close());

  const connected = (...names: string[]) => ({
    providers: createRegistry(names.map((name) => createTestProvider(name))),
  });
  const now = () => new Date("2026-11-21T12:00:00Z");

  it("are listed every one, as the contract says, with what each takes and costs", async () => {
    const person = await bench.person();
    const { items } = await listModels(bench.context(person, connected("kling"), now));
    expect(items.map(({ id }) => id)).toEqual(cards.map(({ id }) => id));
    const answer = operations.listModels.output.parse({ items });
    expect(JSON.stringify(answer)).not.toMatch(/nativeModel|pollIntervalSeconds|attemptsMax/);
    expect(answer.items.find(({ id }) => id === "kling-3.0")).toMatchObject({
      aspectRatios: ["16:9", "9:16", "1:1"],
      resolutions: ["720p", "1080p"],
      offeredTiers: ["draft", "final"],
      price: { per: "second", fromMicros: 84_000, toMicros: 168_000 },
      retired: false,
      lastIntakeAt: null,
      available: true,
      unavailableReason: null,
      simulated: true,
      estimate: null,
    });
  });

  it("say why they take no work: no key, or a sunset that came or is too near", async () => {
    const person = await bench.person();
    const reasonsAt = async (time: string) => {
      const ctx = bench.context(person, connected("kling", "openai"), () => new Date(time));
      const { items } = await listModels(ctx);
      return (id: string) => items.find((model) => model.id === id)?.unavailableReason;
    };
    const today = await reasonsAt("2026-11-21T12:00:00Z");
    expect([today("seedance-2.0"), today("sora-2"), today("gpt-image-2")]).toEqual([
      "ByteDance is not connected.",
      "Retired on 2026-09-24.",
      "OpenAI is not connected.",
    ]);
    expect((await reasonsAt("2026-09-23T23:45:00Z"))("sora-2")).toBe(
      "Takes no new work: it retires on 2026-09-24.",
    );
    expect((await reasonsAt("2026-09-23T23:15:00Z"))("sora-2")).toBeNull();
  });

  it("of stills are available where something makes stills", async () => {
    const person = await bench.person();
    const stills = {
      provider: "openai",
      kind: "real" as const,
      makeStill: () => Promise.reject(new Error("unused")),
    };
    const { items } = await listModels(bench.context(person, { ...connected(), stills }, now));
    expect(items.filter(({ available }) => available).map(({ id }) => id)).toEqual(["gpt-image-2"]);
  });

  it("are planned for with the vendors, routes and prices of this installation, and nothing is kept", async () => {
    const person = await bench.person();
    const plan = await planVideo(
      bench.context(person, connected("kling", "animatic"), now),
      planVideoInput.parse({ platform: "tiktok", useCase: "product-shot", tier: "final" }),
    );
    expect(operations.planVideo.output.parse(plan)).toMatchObject({
      steps: [
        { model: "kling-3.0", priceMicros: 560_000 },
        { model: "kling-2.6", priceMicros: 350_000 },
      ],
      routeVersion: 0,
      routeName: "Product shots",
    });
    const [row] = await bench.connection.sql`select count(*)::int as videos from videos`;
    expect(row).toEqual({ videos: 0 });
  });

  it("are told to nobody who is not signed in", async () => {
    const ctx = bench.context({ kind: "anonymous" });
    await expect(listModels(ctx)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(planVideo(ctx, planVideoInput.parse({}))).rejects.toMatchObject({ code: "not_signed_in" });
  });
});
