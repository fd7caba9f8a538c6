import Replicate, { validateWebhook } from "replicate";
import sharp from "sharp";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { replicate } from "../dialects/replicate/dialect.ts";
import { standardWebhookHeaders } from "../dialects/standard-webhook.ts";
import { createCaller } from "../dialects/testing/caller.ts";
import { type Simulator, startSimulator } from "../server.ts";
import { startReceiver } from "../testing/receiver.ts";

let simulator: Simulator;
let client: Replicate;
const wire = () => createCaller(`${simulator.origin}/replicate/v1`);
const clientOf = (auth: string) => new Replicate({ auth, baseUrl: `${simulator.origin}/replicate/v1` });
beforeAll(async () => {
  simulator = await startSimulator({ dialects: [replicate], jobSeconds: 0.3 });
  client = clientOf("r8_simulated");
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const model = "bytedance/seedance-1-pro";
const tram = (prompt: string, more: object = {}) =>
  client.predictions.create({
    model,
    input: { prompt, duration: 5, resolution: "480p", aspect_ratio: "16:9" },
    ...more,
  });
const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.catch((reason: unknown) => reason);
  const { response } = Object(error);
  if (!(response instanceof Response)) throw new Error("not refused");
  return { status: response.status, text: String(error) };
};

test("a message is signed as the vector of the notes is", () => {
  const body =
    '{"id":"simpred0001","status":"succeeded","output":"https://replicate.delivery/sim/out.mp4","error":null}';
  const secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  expect(standardWebhookHeaders([secret], "msg_sim_1", 1_800_000_000, body)["webhook-signature"]).toBe(
    "v1,2td0iatrwtB4QKV7SSl4iCywlpxGi4HStpirNyKwOV4=",
  );
});

test("the official client creates a prediction and waits for its playable output", async () => {
  const prediction = await tram("A tram at night");
  expect(prediction).toMatchObject({
    model,
    version: "hidden",
    status: "starting",
    output: null,
    source: "api",
  });
  expect(prediction.id).toMatch(/^[a-z0-9]{26}$/);
  expect(prediction.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(prediction.urls.get).toBe(`${simulator.origin}/replicate/v1/predictions/${prediction.id}`);
  const done = await client.wait(prediction, { interval: 50 });
  expect(done).toMatchObject({ status: "succeeded", error: null, data_removed: false });
  expect(done.metrics?.predict_time).toBeGreaterThan(0);
  const file = await fetch(String(done.output));
  expect(file.headers.get("content-type")).toBe("video/mp4");
  await file.body?.cancel();
  expect(simulator.ledger.totals("replicate").chargedMicros).toBe(150_000);
});

test("creation is 201, and 202 where the connection was not held long enough", async () => {
  const path = `/models/${model}/predictions`;
  const body = { input: { prompt: "A tram [[slow:4]]", resolution: "480p" } };
  expect((await wire().post(path, body)).status).toBe(201);
  const held = await wire().post(path, body, { prefer: "wait=1" });
  expect([held.status, held.body.status]).toEqual([202, expect.stringMatching(/^(starting|processing)$/)]);
  const ended = await wire().post(
    path,
    { input: { prompt: "A tram", resolution: "480p" } },
    { prefer: "wait" },
  );
  expect([ended.status, ended.body.status]).toEqual([201, "succeeded"]);
});

test("a canceled prediction is canceled, costs nothing, and canceling again changes nothing", async () => {
  const { id } = await tram("A tram [[hang]]");
  expect((await client.predictions.cancel(id)).status).toBe("canceled");
  expect((await client.predictions.cancel(id)).status).toBe("canceled");
  expect((await client.predictions.get(id)).status).toBe("canceled");
  expect(simulator.ledger.totals("replicate")).toMatchObject({ chargedMicros: 0, refundedMicros: 150_000 });
});

test("a deadline aborts what never started and cancels what runs", async () => {
  const path = `/models/${model}/predictions`;
  const never = await wire().post(
    path,
    { input: { prompt: "A tram [[slow:60]]" } },
    { "cancel-after": "1s" },
  );
  expect(never.body.deadline).toEqual(expect.any(String));
  const running = await wire().post(path, { input: { prompt: "A tram [[hang]]" } }, { "cancel-after": "1s" });
  const ended = (id: unknown) =>
    wire().until(`/predictions/${id}`, ({ status }) => !/ing$/.test(String(status)));
  expect((await ended(never.body.id)).status).toBe("aborted");
  expect((await ended(running.body.id)).status).toBe("canceled");
});

test("messages come by the filter, and the official validator and the standard one accept them", async () => {
  const receiver = await startReceiver();
  const webhook = `${receiver.url}/hook?job=7f2c`;
  const { id } = await tram("A tram", { webhook, webhook_events_filter: ["start", "completed"] });
  const messages = await receiver.arrived(2);
  await receiver.close();
  const secret = (await client.webhooks.default.secret.get()).key;
  const verifier = new Webhook(secret);
  for (const { body, headers } of messages) {
    const requestData = {
      id: headers.get("webhook-id") ?? "",
      timestamp: headers.get("webhook-timestamp") ?? "",
      signature: headers.get("webhook-signature") ?? "",
      body,
      secret,
    };
    expect(await validateWebhook(requestData)).toBe(true);
    expect(await validateWebhook({ ...requestData, body: `${body} ` })).toBe(false);
    expect(verifier.verify(body, Object.fromEntries(headers))).toMatchObject({ id, webhook });
  }
  expect(messages.map(({ body }) => JSON.parse(body).status)).toEqual(["processing", "succeeded"]);
  expect(messages.map(({ path }) => path)).toEqual(["/hook?job=7f2c", "/hook?job=7f2c"]);
});

test("a repeated message carries the same id", async () => {
  const receiver = await startReceiver((count) => (count === 1 ? 500 : 200));
  await tram("A tram", { webhook: receiver.url, webhook_events_filter: ["completed"] });
  const [one, two] = await receiver.arrived(2);
  await receiver.close();
  expect(one?.headers.get("webhook-id")).toMatch(/^msg_/);
  expect(two?.headers.get("webhook-id")).toBe(one?.headers.get("webhook-id"));
});

test("input and output are removed when their time is over", async () => {
  const { id } = await tram("A tram [[retention:2]]");
  const done = await wire().until(`/predictions/${id}`, ({ output }) => typeof output === "string");
  const gone = await wire().until(`/predictions/${id}`, ({ data_removed }) => data_removed === true);
  expect(gone).toMatchObject({ status: "succeeded", output: null, input: {}, logs: "" });
  expect((await fetch(String(done.output))).status).toBe(404);
});

test("an input that does not fit is 422 with its fields", async () => {
  const wrong = { input: { prompt: "A tram", duration: "5", size: "big" } };
  const { status, body } = await wire().post(`/models/${model}/predictions`, wrong);
  expect(status).toBe(422);
  expect(body).toMatchObject({ title: "Input validation failed", status: 422 });
  expect(body.invalid_fields).toMatchObject([
    { type: "invalid_type", field: "input.duration" },
    { type: "unrecognized_keys", field: "input" },
  ]);
  const options = await wire().post(`/models/${model}/predictions`, {
    ...wrong,
    callback_url: "https://example.com",
  });
  expect(options.status).toBe(422);
  const version = await refusal(client.predictions.create({ version: "latest", input: {} }));
  expect(version.status).toBe(422);
});

test("an unknown model, an unknown prediction and a bad token are told apart", async () => {
  expect((await refusal(client.predictions.create({ model: "no/such", input: {} }))).status).toBe(404);
  expect((await refusal(client.predictions.get("a".repeat(26)))).status).toBe(404);
  expect((await refusal(clientOf("r8_revoked").accounts.current())).status).toBe(401);
});

test("an account without credit is refused with 402 in the documented form", async () => {
  simulator.ledger.setBalance("replicate", 0);
  const { status, body } = await wire().post(`/models/${model}/predictions`, { input: { prompt: "A tram" } });
  expect([status, body.status]).toEqual([402, 402]);
  expect(body.title).toBe("Insufficient credit");
});

test("throttling names its delay in the text, and in a header only when asked", async () => {
  const { status, body, headers } = await wire().post(`/models/${model}/predictions`, {
    input: { prompt: "[[rate]]" },
  });
  expect([status, headers.get("retry-after")]).toEqual([429, null]);
  expect(body.detail).toBe("Request was throttled. Your rate limit resets in ~30s.");
  const timed = await wire().post(`/models/${model}/predictions`, { input: { prompt: "[[retry-after:7]]" } });
  expect([timed.headers.get("retry-after"), timed.body.detail]).toEqual([
    "7",
    expect.stringContaining("~7s."),
  ]);
});

test.each([
  ["policy", "(E005)"],
  ["late-policy", "(E005)"],
  ["fail", "Prediction interrupted"],
  ["failure:High demand (E003)", "High demand (E003)"],
])("the word %s is a prediction that fails with %s", async (word, said) => {
  const prediction = await tram(`A tram [[${word}]]`);
  await expect(client.wait(prediction, { interval: 50 })).rejects.toThrow(said);
  expect((await client.predictions.get(prediction.id)).status).toBe("failed");
});

test("the list finds a prediction by its callback, newest first", async () => {
  const first = await tram("One", { webhook: "https://example.com/hook?job=1" });
  const second = await tram("Two");
  const { results, next } = await client.predictions.list();
  expect([results.map(({ id }) => id), next ?? null]).toEqual([[second.id, first.id], null]);
  expect(results[1]?.webhook).toBe("https://example.com/hook?job=1");
});

test("a kept file opens the video, and can be deleted", async () => {
  const png = await sharp({ create: { width: 540, height: 960, channels: 3, background: "olive" } })
    .png()
    .toBuffer();
  const file = await client.files.create(new Blob([new Uint8Array(png)], { type: "image/png" }));
  expect(file).toMatchObject({ content_type: "image/png", size: png.length });
  const { id } = await client.predictions.create({
    model,
    input: { prompt: "A tram", image: file.urls.get, resolution: "480p" },
  });
  expect(simulator.core.find("replicate", id)).toMatchObject({ width: 496, height: 864 });
  expect(await client.files.delete(file.id)).toBe(true);
  expect((await refusal(client.files.get(file.id))).status).toBe(404);
});

test("models, account, pinned versions and deployments answer their official calls", async () => {
  expect(await client.accounts.current()).toMatchObject({ type: "organization", username: "simulated" });
  const { latest_version } = await client.models.get("bytedance", "seedance-1-pro");
  expect(JSON.stringify(latest_version?.openapi_schema)).toContain("last_frame_image");
  const version = "a".repeat(64);
  expect(await client.predictions.create({ version, input: { prompt: "x", anything: 1 } })).toMatchObject({
    version,
  });
  const deployed = await client.deployments.predictions.create("me", "mine", { input: { prompt: "x" } });
  expect(deployed).toMatchObject({ model: "me/mine", status: "starting" });
});
