import { afterAll, beforeAll, expect, test } from "vitest";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createJwks, type Jwks } from "../jwks.ts";
import { readAtlasWebhook, verifyAtlasWebhook } from "./webhook.ts";

/** The vector of the notes: seed of 32 bytes 0x07. */
const jwk = {
  kty: "OKP",
  crv: "Ed25519",
  kid: "k1",
  x: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw",
};
const rawBody =
  '{"session_id":"pred_sim_1","event_type":"video.task.terminal","status":"OK","payload":{"id":"pred_sim_1","status":"completed","outputs":["https://cdn.example.test/out.mp4"]},"error":null}';
const signature = "K0uElT98z5snEIUFQvYDLk0m9r-ZgsbqMZsu8uo76FXDJ89evdMGvFBo2TCqk2d3RIMP7x6z-GPwXfQRVdqnCQ";
const now = new Date(1_800_000_000_000);

let vendor: VendorServer;
let jwks: Jwks;

beforeAll(async () => {
  vendor = await startVendorServer((_heard, response) => answerJson(response, 200, { keys: [jwk] }));
  jwks = createJwks({
    label: "Atlas Cloud",
    url: `${vendor.origin}/jwks.json`,
    algorithm: "Ed25519",
    now: () => now,
  });
});
afterAll(() => vendor.close());

const headersOf = (changes: Record<string, string> = {}) =>
  new Headers({
    "x-atlascloud-webhook-timestamp": "1800000000",
    "x-atlascloud-webhook-key-id": "k1",
    "x-atlascloud-webhook-signature-ed25519": signature,
    ...changes,
  });

test("the known vector holds, and its event is the same at every delivery", async () => {
  const facts = await verifyAtlasWebhook({ headers: headersOf(), rawBody, now }, jwks);
  expect(facts).toMatchObject({ eventId: "pred_sim_1/video.task.terminal", verifiedBy: "ed25519" });
  expect(readAtlasWebhook(facts?.payload ?? {}, "pred_sim_1")).toEqual({
    kind: "succeeded",
    outputs: [{ url: "https://cdn.example.test/out.mp4", headers: {}, bytesMax: 200 * 1024 * 1024 }],
    costMicros: null,
  });
});

test.each([
  ["another body", { rawBody: rawBody.replace("out.mp4", "bad.mp4") }],
  ["a space more", { rawBody: `${rawBody} ` }],
  ["another time", { headers: headersOf({ "x-atlascloud-webhook-timestamp": "1800000001" }) }],
  ["a key that is not published", { headers: headersOf({ "x-atlascloud-webhook-key-id": "k2" }) }],
  ["a signature cut short", { headers: headersOf({ "x-atlascloud-webhook-signature-ed25519": "K0uE" }) }],
  ["only the older header", { headers: headersOf({ "x-atlascloud-webhook-signature-ed25519": "" }) }],
  ["five minutes of age", { now: new Date(now.getTime() + 301_000) }],
  ["a time yet to come", { now: new Date(now.getTime() - 301_000) }],
])("%s is not believed", async (_what, changes) => {
  const received = { headers: headersOf(), rawBody, now, ...changes };
  expect(await verifyAtlasWebhook(received, jwks)).toBeUndefined();
});
