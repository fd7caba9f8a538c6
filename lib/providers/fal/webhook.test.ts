import { afterAll, beforeAll, expect, test } from "vitest";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createJwks, type Jwks } from "../jwks.ts";
import { readFalWebhook, verifyFalWebhook } from "./webhook.ts";

/** The vector of the notes: seed of 32 bytes 0x07; fal names no key, so that a foreign one stands before it. */
const keys = [
  { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
  { kty: "OKP", crv: "Ed25519", x: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw" },
];
const requestId = "11111111-2222-4333-8444-555555555555";
const rawBody = `{"request_id":"${requestId}","gateway_request_id":"${requestId}","status":"OK","payload":{"video":{"url":"https://v3b.fal.media/files/sim/out.mp4"}}}`;
const signature =
  "0e5a6895c07cf2ebfbd712b84de52b62d28d113f405968ad4c316a5a2491e4f0ad549c21d93d06b7631c8a02d9b8fb823599d8aabe540c96124561e13457f10b";
const now = new Date(1_800_000_000_000);

let vendor: VendorServer;
let jwks: Jwks;

beforeAll(async () => {
  vendor = await startVendorServer((_heard, response) => answerJson(response, 200, { keys }));
  jwks = createJwks({
    label: "fal",
    url: `${vendor.origin}/jwks.json`,
    algorithm: "Ed25519",
    now: () => now,
  });
});
afterAll(() => vendor.close());

const headersOf = (changes: Record<string, string> = {}) =>
  new Headers({
    "x-fal-webhook-request-id": requestId,
    "x-fal-webhook-user-id": "sim_user",
    "x-fal-webhook-timestamp": "1800000000",
    "x-fal-webhook-signature": signature,
    ...changes,
  });

test("the known vector holds with any of the vendor's keys", async () => {
  const facts = await verifyFalWebhook({ headers: headersOf(), rawBody, now }, jwks);
  expect(facts).toMatchObject({ eventId: requestId, verifiedBy: "ed25519" });
  expect(readFalWebhook(facts?.payload ?? {}, { requestId })).toMatchObject({
    kind: "succeeded",
    outputs: [{ url: "https://v3b.fal.media/files/sim/out.mp4" }],
  });
});

test.each([
  ["another body", { rawBody: rawBody.replace("out.mp4", "bad.mp4") }],
  ["another request", { headers: headersOf({ "x-fal-webhook-request-id": "other" }) }],
  ["another account", { headers: headersOf({ "x-fal-webhook-user-id": "other" }) }],
  ["another time", { headers: headersOf({ "x-fal-webhook-timestamp": "1800000001" }) }],
  ["a signature that is not hex", { headers: headersOf({ "x-fal-webhook-signature": "zz" }) }],
  ["five minutes of age", { now: new Date(now.getTime() + 301_000) }],
])("%s is not believed", async (_what, changes) => {
  const received = { headers: headersOf(), rawBody, now, ...changes };
  expect(await verifyFalWebhook(received, jwks)).toBeUndefined();
});

const callback = (changes: Record<string, unknown>) => ({
  request_id: "764c",
  gateway_request_id: "764c",
  ...changes,
});

test("a callback tells why a request failed, and never repeats its input", () => {
  const fault = {
    loc: ["body", "prompt"],
    msg: "The content could not be processed because it was flagged by a content checker.",
    type: "content_policy_violation",
    input: "the words of the person",
  };
  const payload = { status: "ERROR", error: "Invalid status code: 422", payload: { detail: [fault] } };
  const seen = readFalWebhook(callback(payload), { requestId: "764c" });
  expect(seen).toMatchObject({ kind: "failed", failure: { kind: "policy" } });
  expect(JSON.stringify(seen)).not.toContain("words of the person");
});

test.each([
  ["a result that could not be written", { status: "OK", payload: null, payload_error: "not serialisable" }],
  ["an error without a body", { status: "ERROR", error: "Invalid status code: 500", payload: null }],
  ["a status of another kind", { status: "PENDING" }],
])("%s says nothing, so that the request is read again", (_what, changes) => {
  expect(readFalWebhook(callback(changes), { requestId: "764c" })).toBeUndefined();
});
