import { GoogleGenAI } from "@google/genai";
import { createLocalJWKSet, jwtVerify } from "jose";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Simulator, startSimulator } from "../server.ts";
import { startReceiver } from "../testing/receiver.ts";

let simulator: Simulator;
const model = "gemini-omni-1.2-flash";
const small = {
  type: "video",
  delivery: "uri",
  aspect_ratio: "16:9",
  resolution: "360p",
  duration: "3s",
} as const;
const once = { maxRetries: 0 };

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3 });
});
afterAll(() => simulator.close());

const clientOf = (apiKey: string) =>
  new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${simulator.origin}/google-omni` } });
const client = () => clientOf("test-key");
const begin = (input: string, format: object = small) =>
  client().interactions.create(
    { model, input, background: true, response_format: JSON.parse(JSON.stringify(format)) },
    once,
  );

async function finished(id: string) {
  await expect
    .poll(async () => (await client().interactions.get(id)).status, { interval: 50, timeout: 20_000 })
    .not.toMatch(/^(queued|in_progress)$/);
  return client().interactions.get(id);
}

const withVideo = z.object({
  steps: z.array(z.object({ content: z.array(z.object({ uri: z.string() })) })),
});

test("the official client begins an interaction in the background and reads a guarded file", async () => {
  const begun = await begin("A paper boat");
  expect(begun.status).toBe("queued");
  const done = await finished(begun.id ?? "");
  expect(done.status).toBe("completed");
  const uri = withVideo.parse(done).steps[0]?.content[0]?.uri ?? "";
  expect((await fetch(uri)).status).toBe(400);
  const key = { headers: { "x-goog-api-key": "test-key" } };
  const stateOf = async () => (await (await fetch(uri.replace(/:download.*/, ""), key)).json()).state;
  expect(await stateOf()).toBe("PROCESSING");
  await expect.poll(stateOf, { interval: 50, timeout: 20_000 }).toBe("ACTIVE");
  const file = await fetch(uri, key);
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(4, 8)
      .toString(),
  ).toBe("ftyp");
});

test("an inline result holds the file itself, and its tokens are what is charged", async () => {
  const before = simulator.ledger.totals("google-omni").chargedMicros;
  const begun = await begin("A paper boat", { ...small, delivery: "inline" });
  const done = await finished(begun.id ?? "");
  const inline = z.object({ steps: z.array(z.object({ content: z.array(z.object({ data: z.string() })) })) });
  const bytes = Buffer.from(inline.parse(done).steps[0]?.content[0]?.data ?? "", "base64");
  expect(bytes.subarray(4, 8).toString()).toBe("ftyp");
  expect(simulator.ledger.totals("google-omni").chargedMicros - before).toBe(Math.round(3 * 1738 * 12.25));
});

test("a refusal after acceptance is completed with words and without a video", async () => {
  const done = await finished((await begin("A boat [[late-policy]]")).id ?? "");
  expect(done.status).toBe("completed");
  expect(JSON.stringify(done)).toContain('"type":"text"');
  expect(JSON.stringify(done)).not.toContain('"type":"video"');
});

test("a running interaction can be canceled and deleted, and an unknown one is an invalid name", async () => {
  const { id = "" } = await begin("A boat [[slow:600]]");
  expect((await client().interactions.cancel(id)).status).toBe("cancelled");
  await client().interactions.delete(id);
  await expect(client().interactions.get(id)).rejects.toMatchObject({ status: 400 });
});

test.each([
  ["policy", 400],
  ["quota", 402],
  ["server", 500],
  ["refuse-before-accept", 503],
])("the word %s is refused with %i", async (word, status) => {
  await expect(begin(`A boat [[${word}]]`)).rejects.toMatchObject({ status });
});

test.each([
  ["policy", { error: { code: "invalid_request", message: expect.stringContaining("usage guidelines") } }],
  ["rate", [{ error: { code: 429, status: "RESOURCE_EXHAUSTED" } }]],
  ["retry-after:9", [{ error: { details: [{}, { retryDelay: "9s" }] } }]],
  ["auth", [{ error: { code: 400, details: [{ reason: "API_KEY_INVALID" }] } }]],
])("the refusal for %s has its own form", async (word, body) => {
  const answer = await fetch(`${simulator.origin}/google-omni/v1/interactions`, {
    method: "POST",
    headers: { "x-goog-api-key": "test-key" },
    body: JSON.stringify({ model, input: `A boat [[${word}]]` }),
  });
  expect(await answer.json()).toMatchObject(body);
});

test("a wrong key, a retired model and a bare number as duration are refused", async () => {
  const refused = clientOf("revoked").interactions.create({ model, input: "A boat" }, once);
  await expect(refused).rejects.toMatchObject({ status: 400 });
  const retired = client().interactions.create({ model: "gemini-omni-flash-preview", input: "A boat" }, once);
  await expect(retired).rejects.toMatchObject({ status: 404 });
  await expect(begin("A boat", { ...small, duration: 3 })).rejects.toMatchObject({ status: 400 });
  await expect(begin("A boat", { ...small, negative_prompt: "rain" })).rejects.toMatchObject({ status: 400 });
});

test("a callback of the request is signed as a JWT for that address, over that body", async () => {
  const receiver = await startReceiver();
  const url = `${receiver.url}/hook`;
  const begun = await client().interactions.create(
    {
      model,
      input: "A boat",
      background: true,
      response_format: small,
      webhook_config: { uris: [url], user_metadata: { job: "42" } },
    },
    once,
  );
  const [message] = await receiver.arrived(1);
  await receiver.close();
  const keys = await (await fetch(`${simulator.origin}/google-omni/.well-known/jwks.json`)).json();
  const token = message?.headers.get("webhook-signature") ?? "";
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { audience: url });
  expect(payload.body_sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.parse(message?.body ?? "")).toMatchObject({
    type: "interaction.completed",
    data: { id: begun.id },
    user_metadata: { job: "42" },
  });
});

test("a registered webhook is signed by its own secret", async () => {
  const receiver = await startReceiver();
  const hook = await client().webhooks.create({
    uri: `${receiver.url}/hook`,
    subscribed_events: ["interaction.completed"],
  });
  const { id } = await begin("A boat");
  const [message] = await receiver.arrived(1);
  await receiver.close();
  const verifier = new Webhook(hook.new_signing_secret ?? "");
  expect(verifier.verify(message?.body ?? "", Object.fromEntries(message?.headers ?? []))).toMatchObject({
    type: "interaction.completed",
    data: { id },
  });
  await client().webhooks.delete(hook.id ?? "");
});

test("the retired Veo previews answer that they are gone", async () => {
  const answer = await fetch(
    `${simulator.origin}/google-omni/v1beta/models/veo-3.1-generate-preview:predictLongRunning`,
    { method: "POST", headers: { "x-goog-api-key": "test-key" }, body: "{}" },
  );
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("no longer available")]);
});
