import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import type { Provider } from "../types.ts";
import { createAtlasCloudProvider } from "./provider.ts";

let vendor: VendorServer;
let told: { status: number; body: unknown };
let atlas: Provider;
const operation = { predictionId: "6fca93" };

beforeAll(async () => {
  vendor = await startVendorServer((_heard, response) => answerJson(response, told.status, told.body));
  atlas = createAtlasCloudProvider({
    baseUrl: vendor.origin,
    apiKey: "secret",
    reachesUs: false,
    kind: "simulated",
  });
});
beforeEach(() => {
  vendor.heard.length = 0;
});
afterAll(() => vendor.close());

test.each([200, "200"])("a code of %j is a yes", async (code) => {
  told = { status: 200, body: { code, data: { id: "6fca93", status: "created", outputs: null } } };
  expect(await atlas.submit(submitRequest("atlas-kling-3.0-pro"))).toEqual({ kind: "accepted", operation });
  expect(await atlas.observe(operation)).toMatchObject({ kind: "pending" });
  expect(vendor.heard.every(({ headers }) => headers["user-agent"]?.includes("Dailies"))).toBe(true);
});

test("a failure that comes wrapped in a 500 is a failure", async () => {
  const data = { status: "failed", error: "The content did not pass moderation", error_code: 1039 };
  told = { status: 500, body: { code: 500, message: "failed", data } };
  expect(await atlas.observe(operation)).toMatchObject({ kind: "failed", failure: { kind: "policy" } });
});

test.each([
  ["no prediction", { code: 500, message: "internal" }],
  ["a prediction that runs", { code: 500, data: { status: "processing" } }],
  [
    "a prediction that is done",
    { code: 500, data: { status: "completed", outputs: ["https://cdn.test/o"] } },
  ],
])("a 500 with %s concludes nothing", async (_what, body) => {
  told = { status: 500, body };
  await expect(atlas.observe(operation)).rejects.toThrow("Atlas Cloud answered 500");
});

test("a balance in another currency is told, and not taken for dollars", async () => {
  told = { status: 200, body: { available: { value: "125.500000", currency: "usd" } } };
  expect(await atlas.balance?.()).toEqual({ availableMicros: 125_500_000, note: "125.500000 USD" });
  told = { status: 200, body: { available: { value: "5", currency: "eur" } } };
  expect(await atlas.balance?.()).toEqual({ availableMicros: null, note: "5 EUR" });
});
