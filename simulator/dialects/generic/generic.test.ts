import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { type Received, startReceiver } from "#simulator/testing/receiver.ts";
import { type Caller, createCaller } from "../testing/caller.ts";
import { createGeneric, generic } from "./dialect.ts";
import { signGeneric } from "./task.ts";

let simulator: Simulator;
let caller: Caller;
let keys = 0;
beforeAll(async () => {
  simulator = await startSimulator({ dialects: [generic], jobSeconds: 0.2 });
  caller = createCaller(`${simulator.origin}/generic`);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const mug = (prompt: string, more: object = {}) => ({ workflowType: "text-to-video", prompt, ...more });
const submit = (prompt: string, more?: object, key = `key-${++keys}`, to = caller) =>
  to.post("/v1/videos", mug(prompt, more), { "idempotency-key": key });
const ended = (id: unknown) =>
  caller.until(`/v1/videos/${id}`, ({ status }) => !/queued|processing/.test(String(status)));

test("both vectors of the contract come out", () => {
  const body =
    '{"id":"evt_0001","requestId":"req_0001","status":"completed","outputs":[{"url":"https://cdn.example.test/out.mp4","mimeType":"video/mp4"}],"message":null,"errorCode":null}';
  const secret = "sim_webhook_secret";
  expect(signGeneric(secret, body, 1_800_000_000)).toBe(
    "164569180c31af6bc86e8b143cea6d621a0b566e48d741eb17542cbf3c786042",
  );
  expect(signGeneric(secret, body)).toBe("7d54d7a9e3cd4972e2df71ee30fa8d3505ce1bbb190fec1dc084abb954600e51");
});

test("a video is taken with 202 and ends with an output that says what it is and when it goes", async () => {
  const options = { aspectRatio: "9:16", resolution: "720p", durationSeconds: 3, seed: 7 };
  const answer = await submit("Slow turn of the mug", { options, metadata: { job: "7f2c" } });
  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({ id: expect.any(String), status: "queued", createdAt: expect.any(String) });
  const done = await ended(answer.body.id);
  expect(done).toMatchObject({
    status: "completed",
    progress: 100,
    outputs: [{ mimeType: "video/mp4", width: 720, height: 1280, durationSeconds: 3 }],
    message: null,
    errorCode: null,
    metadata: { job: "7f2c" },
  });
  expect(simulator.ledger.totals("generic").chargedMicros).toBe(150_000);
});

test("the same key and body give the first answer again, also at the same moment; another body is a conflict", async () => {
  const both = await Promise.all([submit("A mug", {}, "one"), submit("A mug", {}, "one")]);
  expect(both[0].body).toEqual(both[1].body);
  const again = await submit("A mug", {}, "one");
  expect([again.status, again.headers.get("idempotent-replay")]).toEqual([202, "true"]);
  const other = await submit("A cup", {}, "one");
  expect([other.status, Object(other.body.error).code]).toEqual([409, "idempotency_conflict"]);
  expect(simulator.ledger.totals("generic").tasks).toBe(1);
});

test.each([
  ["an unknown field", { style: "noir" }, 400],
  ["another workflow", { workflowType: "video-to-video" }, 400],
  ["an empty prompt", { prompt: "" }, 400],
  ["a prompt that is too long", { prompt: "a".repeat(2501) }, 400],
  [
    "a source where none belongs",
    { sourceAsset: { url: "https://example.com/a.png", mimeType: "image/png" } },
    400,
  ],
  ["no source where one belongs", { workflowType: "image-to-video" }, 400],
  ["a length out of range", { options: { durationSeconds: 11 } }, 400],
  ["a callback over plain http", { webhookUrl: "http://example.com/hook" }, 400],
  [
    "seventeen pairs of metadata",
    { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, "v"])) },
    400,
  ],
  ["a body above one megabyte", { metadata: { much: "a".repeat(1_048_576) } }, 413],
])("%s is refused before anything is taken", async (_what, change, status) => {
  const answer = await submit("A mug", change);
  expect([answer.status, typeof Object(answer.body.error).code]).toEqual([status, "string"]);
  expect(simulator.ledger.totals("generic").tasks).toBe(0);
});

test("a submit without an idempotency key is refused", async () => {
  expect((await caller.post("/v1/videos", mug("A mug"))).status).toBe(400);
});

test("a refused field is named", async () => {
  const { body } = await submit("A mug", { options: { durationSeconds: 11 } });
  expect(body.error).toMatchObject({ code: "invalid_request", field: "options.durationSeconds" });
});

test("canceling ends the video once", async () => {
  const { id } = (await submit("A mug [[hang]]")).body;
  const canceled = await caller.post(`/v1/videos/${id}/cancel`, {});
  expect([canceled.status, canceled.body.status]).toEqual([200, "canceled"]);
  const again = await caller.post(`/v1/videos/${id}/cancel`, {});
  expect([again.status, Object(again.body.error).code]).toEqual([409, "not_cancelable"]);
  expect((await caller.get("/v1/videos/req_none")).status).toBe(404);
  expect(simulator.ledger.totals("generic")).toMatchObject({ chargedMicros: 0, heldMicros: 0 });
});

test("a safety refusal repeats its reason at the top", async () => {
  const { status, body } = await submit("A mug [[safety]]");
  expect(status).toBe(422);
  expect(body).toMatchObject({ reason: "safety_violation", error: { code: "safety_violation" } });
});

test.each([
  ["429", 429, "rate_limited", "1"],
  ["500", 500, "internal_error", null],
])("the word %s:2 refuses the first two submits of its prompt", async (word, status, code, wait) => {
  const seen = [];
  for (let attempt = 0; attempt < 3; attempt++)
    seen.push(await submit(`A mug [[${word}:2]]`, {}, `same-${word}`));
  expect(seen.map((answer) => answer.status)).toEqual([status, status, 202]);
  expect(seen[0]?.headers.get("retry-after")).toBe(wait);
  expect(seen[0]?.body.error).toMatchObject({ code });
});

test.each([
  ["late-safety", "safety_violation"],
  ["fail", "internal_error"],
])("the word %s is taken, fails with %s, and costs nothing", async (word, errorCode) => {
  const done = await ended((await submit(`A mug [[${word}]]`)).body.id);
  expect(done).toMatchObject({ status: "failed", errorCode, outputs: [], message: expect.any(String) });
  expect(simulator.ledger.totals("generic").chargedMicros).toBe(0);
});

async function messagesOf(prompt: string, count: number): Promise<Received[]> {
  const receiver = await startReceiver();
  await submit(prompt, { webhookUrl: `${receiver.url}/hook` });
  const messages = await receiver.arrived(count);
  await receiver.close();
  return messages;
}

function signatureHolds({ headers, body }: Received): boolean {
  const secret = simulator.core.secret("generic", "webhook");
  const timestamp = headers.get("x-ai-timestamp");
  const expected = signGeneric(secret, body, timestamp === null ? undefined : Number(timestamp));
  return headers.get("x-ai-signature") === `sha256=${expected}`;
}

test("one signed message tells the end", async () => {
  const [message] = await messagesOf("A mug", 1);
  if (!message) throw new Error("no message");
  expect(signatureHolds(message)).toBe(true);
  expect(JSON.parse(message.body)).toMatchObject({
    id: expect.stringMatching(/^evt_/),
    requestId: expect.stringMatching(/^req_/),
    status: "completed",
    outputs: [{ mimeType: "video/mp4" }],
    errorCode: null,
  });
});

test("the words for messages do what they say", async () => {
  const twice = await messagesOf("A mug [[dup]]", 2);
  expect(twice[0]?.body).toBe(twice[1]?.body);
  const [forged] = await messagesOf("A mug [[badsig]]", 1);
  expect(forged && signatureHolds(forged)).toBe(false);
  const [plain] = await messagesOf("A mug [[plain-signature]]", 1);
  expect(plain?.headers.get("x-ai-timestamp")).toBeNull();
  expect(plain && signatureHolds(plain)).toBe(true);
  const [old] = await messagesOf("A mug [[old-timestamp]]", 1);
  expect(Date.now() / 1000 - Number(old?.headers.get("x-ai-timestamp"))).toBeGreaterThan(3000);
  const early = await messagesOf("A mug [[progress-webhook]]", 2);
  expect(early.map(({ body }) => JSON.parse(body).status)).toEqual(["processing", "completed"]);
});

test("the word nowebhook lets the video end in silence", async () => {
  const receiver = await startReceiver();
  const { id } = (await submit("A mug [[nowebhook]]", { webhookUrl: receiver.url })).body;
  await ended(id);
  await submit("A mug", { webhookUrl: receiver.url });
  const messages = await receiver.arrived(1);
  await receiver.close();
  expect(messages.map(({ body }) => JSON.parse(body).requestId)).not.toContain(id);
});

test("the last message can come before the answer to the submit", async () => {
  const receiver = await startReceiver();
  const answer = await submit("A mug [[answer-last]]", { webhookUrl: receiver.url });
  expect(receiver.received.map(({ body }) => JSON.parse(body).requestId)).toEqual([answer.body.id]);
  await receiver.close();
});

test("five run at once and the sixth waits", async () => {
  for (let index = 0; index < 5; index++) await submit(`Mug ${index} [[hang]]`);
  const running = () => simulator.core.list("generic").filter(({ state }) => state === "running").length;
  await expect.poll(running, { interval: 30, timeout: 5000 }).toBe(5);
  const { id } = (await submit("A sixth mug")).body;
  expect((await caller.get(`/v1/videos/${id}`)).body.status).toBe("queued");
});

test("the balance falls by the price, and what it does not cover is 402", async () => {
  await ended((await submit("A mug")).body.id);
  expect((await caller.get("/v1/balance")).body).toEqual({ available: "99.75", currency: "USD" });
  simulator.ledger.setBalance("generic", 0);
  expect((await submit("A mug")).status).toBe(402);
});

test("calls beyond the limits of a key are refused with the seconds until there is room", async () => {
  const strict = createGeneric({ submitsPerMinute: 2, pollsPerMinute: 1 });
  const other = await startSimulator({ dialects: [strict], jobSeconds: 0.2 });
  const strictCaller = createCaller(`${other.origin}/generic`);
  const answers = [];
  for (let call = 0; call < 3; call++) answers.push(await submit("A mug", {}, `limit-${call}`, strictCaller));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
  expect(Number(answers[2]?.headers.get("retry-after"))).toBeGreaterThan(0);
  await strictCaller.get(`/v1/videos/${answers[0]?.body.id}`);
  expect((await strictCaller.get(`/v1/videos/${answers[0]?.body.id}`)).status).toBe(429);
  await other.close();
});
