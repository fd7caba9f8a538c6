import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routeVersions, videos } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { transition } from "#lib/videos/transition.ts";
import { listDeprecations } from "./list-deprecations.ts";

const now = new Date("2026-11-21T12:00:00Z");
const dayMs = 86_400_000;

describe("the deprecation calendar", () => {
  let bench: TestBench;
  let admin: User;
  beforeAll(async () => {
    bench = await createBench();
    admin = await bench.person("admin");
  });
  afterAll(() => bench.close());

  const listed = async (at = now, vendors: string[] = ["kling"]) => {
    const providers = createRegistry(vendors.map((name) => createTestProvider(name)));
    const { items } = await listDeprecations(bench.context(admin, { providers }, () => at));
    return items;
  };
  const sora = async (at = now, vendors?: string[]) =>
    (await listed(at, vendors)).find(({ model }) => model === "sora-2");

  type Row = Partial<typeof videos.$inferInsert>;
  async function film(owner: User, { status = "queued", ...row }: Row): Promise<void> {
    const createdAt = row.createdAt ?? new Date(now.getTime() - dayMs);
    const id = newId("video");
    await bench.db.insert(videos).values({
      id,
      ownerId: owner.id,
      workflowType: "text-to-video",
      status: "queued",
      promptHash: "hash",
      aspectRatio: "16:9",
      width: 1280,
      height: 720,
      durationSeconds: 4,
      tier: "draft",
      seed: 1,
      modelChoice: "auto",
      model: "sora-2",
      deadlineAt: new Date(Date.now() + dayMs),
      ...row,
      createdAt,
    });
    await bench.connection.sql`
      insert into video_events (video_id, sequence, type, new_status, source, cause, message)
      values (${id}, 0, 'created', 'queued', 'user', 'request', '')`;
    if (status === "failed")
      await transition(bench.context(owner), id, {
        event: "failed",
        cause: "test",
        message: "",
        errorCode: "internal",
      });
  }

  it("lists the four retired models with sunset, successor, price difference and source, the first end first", async () => {
    const items = await listed();
    expect(items.map(({ model, sunsetAt, stage }) => [model, sunsetAt, stage])).toEqual([
      ["sora-2", "2026-09-24", "retired"],
      ["veo-3.1-fast-preview", "2026-10-22", "retired"],
      ["veo-3.1-lite-preview", "2026-10-22", "retired"],
      ["veo-3.1-preview", "2026-10-22", "retired"],
    ]);
    expect(items[0]).toMatchObject({
      name: "Sora 2",
      vendor: "OpenAI",
      lastIntakeAt: "2026-09-23T23:30:00.000Z",
      daysLeft: -58,
      successor: { model: "kling-3.0", name: "Kling 3.0", available: true },
      priceDifferenceMicros: -16_000,
      source: { source: "OpenAI docs: Deprecations", confidence: "official" },
    });
    expect(items[3]).toMatchObject({
      successor: { model: "gemini-omni-1.1", available: false },
      priceDifferenceMicros: -298_640,
    });
  });

  it.each([
    ["2026-08-24T23:29:59Z", "planned", 31],
    ["2026-08-24T23:30:00Z", "soon", 30],
    ["2026-09-23T23:30:00Z", "soon", 0],
    ["2026-09-23T23:30:01Z", "intake_closed", 0],
    ["2026-09-24T00:00:00Z", "retired", 0],
  ])("at %s says %s", async (time, stage, daysLeft) => {
    const item = await sora(new Date(time));
    expect(item?.stage).toBe(stage);
    expect(Math.abs(item?.daysLeft ?? -1)).toBe(daysLeft);
  });

  it("counts the people of the last thirty days, by what they got and by what they asked for, each once", async () => {
    const [one, two, three, four] = [
      await bench.person(),
      await bench.person(),
      await bench.person(),
      await bench.person(),
    ];
    await film(one, { promptHash: "one", modelChoice: "sora-2" });
    await film(one, { promptHash: "one", tier: "final" });
    await film(two, { model: "kling-3.0", modelChoice: "sora-2" });
    await film(three, { promptHash: "three", createdAt: new Date(now.getTime() - 31 * dayMs) });
    await film(four, { model: "animatic" });
    expect((await sora())?.people).toBe(2);
  });

  it("counts the draft clips that were not made again as finals by the same person", async () => {
    const before = (await sora())?.drafts ?? 0;
    const [lone, done, other, failing] = [
      await bench.person(),
      await bench.person(),
      await bench.person(),
      await bench.person(),
    ];
    await film(lone, { promptHash: "lone" });
    await film(lone, { promptHash: "else", tier: "final", model: "kling-3.0" });
    await film(done, { promptHash: "done" });
    await film(done, { promptHash: "done", tier: "final", model: "kling-3.0" });
    await film(other, { promptHash: "lone", tier: "final", model: "kling-3.0" });
    await film(failing, { promptHash: "failing", status: "failed" });
    expect((await sora())?.drafts).toBe(before + 1);
  });

  it("names the routes that still hold the model", async () => {
    const plain = { workflowType: null, useCase: null, tier: null, speed: null, ceilingMicrosMax: null };
    const rules = [
      { name: "Old", models: ["sora-2", "animatic"], ...plain },
      { name: "New", models: ["kling-3.0"], ...plain },
    ];
    await bench.db.insert(routeVersions).values({ version: 1, rules, note: "", actorId: admin.id });
    expect((await sora())?.routes).toEqual(["Old"]);
  });

  it("says that a successor is not available where its vendor is not connected", async () => {
    expect((await sora(now, []))?.successor?.available).toBe(false);
  });

  it("is for admins", async () => {
    const creator = await bench.person();
    await expect(listDeprecations(bench.context(creator))).rejects.toMatchObject({ code: "forbidden" });
  });
});
