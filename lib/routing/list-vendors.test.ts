import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { stills, vendorGates } from "#db/schema/index.ts";
import type { Parts, User } from "#lib/context.ts";
import { type VendorView, vendorListView } from "#lib/contract/vendor.ts";
import type { AttemptState } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { connectVendors } from "#lib/providers/connect-vendors.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { readVendorSettings } from "#lib/vendor-settings.ts";
import { simulatorEnvironment } from "#simulator/environment.ts";
import { listVendors } from "./list-vendors.ts";

const own = {
  appUrl: "http://127.0.0.1:3000",
  rendererUrl: "http://127.0.0.1:8290",
  secret: "a renderer secret for tests, longer than thirty-two",
};

function partsFor(environment: Record<string, string>, appUrl = own.appUrl): Partial<Parts> {
  const { providers, vendors, stills } = connectVendors(readVendorSettings(environment), { ...own, appUrl });
  return { providers: createRegistry(providers), vendors, stills };
}

let bench: TestBench;
let admin: User;
beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  admin = await bench.person("admin");
  await bench.connection.sql`truncate vendor_gates, stills, attempts cascade`;
});

async function list(environment: Record<string, string>, appUrl?: string): Promise<VendorView[]> {
  return vendorListView.parse(await listVendors(bench.context(admin, partsFor(environment, appUrl)))).items;
}
const named = (items: VendorView[], name: string): VendorView => {
  const item = items.find((vendor) => vendor.name === name);
  if (!item) throw new Error(`there is no vendor ${name}`);
  return item;
};

it("lists every vendor, the connected and the others, and never a value", async () => {
  const items = await list({ ARK_API_KEY: "ark-secret-value", SEEVIDO_API_KEY: "sv-secret-value" });
  expect(items.map(({ name }) => name)).toEqual([
    "kling",
    "seedance",
    "runway",
    "google-omni",
    "google-veo",
    "openai",
    "atlas-cloud",
    "fal",
    "replicate",
    "generic",
    "animatic",
  ]);
  expect(items.filter(({ connected }) => connected).map(({ name }) => name)).toEqual([
    "seedance",
    "animatic",
  ]);
  expect(named(items, "seedance")).toMatchObject({ kind: "real", callbacks: false, fault: null });
  expect(named(items, "generic")).toMatchObject({
    connected: false,
    fault: "SeeVido is not connected: SEEVIDO_API_KEY needs SEEVIDO_BASE_URL as well.",
    settings: [
      { name: "SEEVIDO_API_KEY", set: true, required: true },
      { name: "SEEVIDO_BASE_URL", set: false, required: true },
      { name: "SEEVIDO_WEBHOOK_SECRET", set: false, required: false },
    ],
  });
  expect(named(items, "kling").settings.filter(({ required }) => required)).toEqual([
    { name: "KLINGAI_API_KEY", set: false, required: true },
  ]);
  expect(named(items, "animatic")).toMatchObject({ kind: "embedded", callbacks: true });
  expect(JSON.stringify(items)).not.toContain("secret-value");
});

it("every vendor is made of the simulator's settings, simulated and called back", async () => {
  const items = await list(simulatorEnvironment("http://127.0.0.1:8299"));
  expect(items.every(({ connected, fault }) => connected && fault === null)).toBe(true);
  const simulated = items.filter(({ kind }) => kind === "simulated").map(({ name }) => name);
  expect(simulated).toHaveLength(10);
  for (const { name, models } of items) expect([name, models.length > 0]).toEqual([name, true]);
  const able = (capability: VendorView["capabilities"][number]) =>
    items.filter(({ capabilities }) => capabilities.includes(capability)).map(({ name }) => name);
  expect(able("submit")).toHaveLength(11);
  expect(able("poll")).not.toContain("openai");
  expect(able("webhook")).not.toContain("runway");
  expect(able("webhook")).toContain("fal");
  expect(able("balance")).toContain("generic");
  expect(named(items, "openai").capabilities).toEqual(["submit", "cost"]);
});

it("callbacks are asked for only where the installation is public", async () => {
  const key = { FAL_KEY: "k:s" };
  expect(named(await list(key), "fal").callbacks).toBe(false);
  expect(named(await list(key, "https://dailies.example.org"), "fal").callbacks).toBe(true);
});

it("tells the gate: open with its end, half open, and the last balance", async () => {
  const soon = new Date(Date.now() + 60_000);
  const past = new Date(Date.now() - 60_000);
  const balance = { balanceMicros: 12_340_000, balanceAt: past };
  await bench.db.insert(vendorGates).values([
    { provider: "kling", openedAt: past, openUntil: soon, ...balance },
    { provider: "fal", openedAt: past, openUntil: past },
  ]);
  const items = await list({});
  expect(named(items, "kling")).toMatchObject({
    breaker: "open",
    breakerUntil: soon.toISOString(),
    balanceMicros: 12_340_000,
    balanceAt: past.toISOString(),
  });
  expect(named(items, "fal")).toMatchObject({ breaker: "half_open", breakerUntil: null });
  expect(named(items, "runway")).toMatchObject({ breaker: "closed", balanceMicros: null });
});

it("counts the last day's takes and stills, what runs now, and what was spent", async () => {
  const videoId = await videoIn(bench, admin, "failed");
  const now = Date.now();
  const take = (number: number, state: AttemptState, agoMinutes: number) =>
    attemptIn(bench, {
      videoId,
      number,
      provider: "kling",
      model: "kling-3.0",
      state,
      priceMicros: 420_000,
      costMicros: state === "succeeded" ? 420_000 : 0,
      createdAt: new Date(now - agoMinutes * 60_000),
      endedAt: new Date(now - (agoMinutes - 1) * 60_000),
    });
  await take(1, "succeeded", 10);
  await take(2, "succeeded", 9);
  await take(3, "failed_permanent", 8);
  await take(4, "succeeded", 25 * 60);
  await take(5, "canceled", 7);
  await take(6, "accepted", 26 * 60);
  const still = (status: (typeof stills.$inferInsert)["status"]) => ({
    id: newId("still"),
    ownerId: admin.id,
    status,
    sealedPrompt: "-",
    promptHash: "-",
    provider: "openai",
    model: "gpt-image-2",
    aspectRatio: "1:1" as const,
    costMicros: status === "ready" ? 53_000 : 0,
    sentAt: new Date(now - 30_000),
    endedAt: new Date(now),
  });
  await bench.db.insert(stills).values([still("ready"), still("unclear"), still("making")]);
  const items = await list({});
  expect(named(items, "kling")).toMatchObject({
    running: 1,
    lastDay: { delivered: 2, failed: 1, p50Seconds: 60, p95Seconds: 60, spentMicros: 840_000 },
  });
  expect(named(items, "openai")).toMatchObject({
    running: 1,
    lastDay: { delivered: 1, failed: 1, p50Seconds: 30, spentMicros: 53_000 },
  });
  expect(named(items, "fal")).toMatchObject({ running: 0, lastDay: { delivered: 0, p50Seconds: null } });
});

it("is for admins", async () => {
  const creator = await bench.person("creator");
  await expect(listVendors(bench.context(creator, partsFor({})))).rejects.toMatchObject({
    code: "forbidden",
  });
});
