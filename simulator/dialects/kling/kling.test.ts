import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { startReceiver } from "#simulator/testing/receiver.ts";
import { standardWebhookHeaders, standardWebhookSecret } from "../standard-webhook.ts";
import { type Caller, createCaller } from "../testing/caller.ts";
import { judgeToken } from "./access.ts";
import { kling } from "./dialect.ts";

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await startSimulator({ dialects: [kling], jobSeconds: 0.2 });
  caller = createCaller(`${simulator.origin}/kling`);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const settings = { resolution: "720p", aspect_ratio: "16:9", duration: 5, audio: "off", multi_shot: false };
const boat = (prompt: string, options: object = {}) => ({ prompt, settings, options });
const submit = (prompt: string, options?: object) =>
  caller.post("/text-to-video/kling-3.0", boat(prompt, options));
const idOf = (answer: { body: object }) =>
  String(Object.entries(Object(answer.body).data).find(([name]) => name === "id")?.[1]);
const ended = (id: string) =>
  caller.until(`/tasks?task_ids=${id}`, ({ data }) => /succeeded|failed/.test(JSON.stringify(data)));

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
function tokenOf(secret: string, claims: object): string {
  const signed = `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

test("the published token holds inside its time only, and under its own secret only", () => {
  const token =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJha190ZXN0IiwiZXhwIjoxODAwMDAxODAwLCJuYmYiOjE3OTk5OTk5OTV9.XTYea_keiCVlvp3QaRokghinzaO162D5RFbBCta-EqI";
  expect(judgeToken(token, "sk_test", 1_800_000_000)).toBeUndefined();
  expect(judgeToken(token, "sk_other", 1_800_000_000)).toBe(1000);
  expect(judgeToken(token, "sk_test", 1_799_999_990)).toBe(1003);
  expect(judgeToken(token, "sk_test", 1_800_001_800)).toBe(1004);
});

test("a message is signed as the official example is", () => {
  const body =
    '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}';
  const secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=";
  expect(standardWebhookHeaders([secret], "9876543210", 1_781_080_794, body)["webhook-signature"]).toBe(
    "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=",
  );
});

test("a task of the new standard runs to an output with decimal ids, millisecond times and text durations", async () => {
  const before = Date.now();
  const answer = await submit("A paper boat", {
    external_task_id: "job-7f2c",
    watermark_info: { enabled: false },
  });
  expect(answer.body).toMatchObject({
    code: 0,
    message: "SUCCEED",
    data: { status: "submitted", external_id: "job-7f2c" },
  });
  const id = idOf(answer);
  expect(id).toMatch(/^\d{19}$/);
  expect(Number.isSafeInteger(Number(id))).toBe(false);
  const { data } = await ended(id);
  expect(data).toMatchObject([
    {
      id,
      status: "succeeded",
      external_id: "job-7f2c",
      outputs: [{ type: "video", duration: "5.041", watermark_url: "" }],
      billing: [{ charge_type: "unit", amount: "3", package_type: "video" }],
    },
  ]);
  expect(Object(data)[0].create_time).toBeGreaterThanOrEqual(before);
  expect(simulator.ledger.totals("kling").chargedMicros).toBe(420_000);
});

test("unknown ids are an empty list under 200", async () => {
  const { status, body } = await caller.get("/tasks?task_ids=1,2");
  expect([status, body.data]).toEqual([200, []]);
});

test("a caller's own id finds its task and cannot be used twice", async () => {
  await submit("A boat", { external_task_id: "once" });
  const again = await submit("A boat", { external_task_id: "once" });
  expect([again.status, again.body.code]).toEqual([400, 1201]);
  expect(String(again.body.message)).toMatch(/already exists$/);
  const found = await caller.get("/tasks?external_task_ids=once");
  expect(found.body.data).toHaveLength(1);
});

test("an access key's token works on /v1 alone", async () => {
  const now = Math.floor(Date.now() / 1000);
  const token = tokenOf(simulator.core.secret("kling", "secret-key"), {
    iss: "ak",
    exp: now + 1800,
    nbf: now - 5,
  });
  const late = tokenOf(simulator.core.secret("kling", "secret-key"), {
    iss: "ak",
    exp: now - 1,
    nbf: now - 5,
  });
  const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
  const body = { model_name: "kling-v2-5-turbo", prompt: "A boat", duration: "5", mode: "pro" };
  const onOld = await caller.post("/v1/videos/text2video", body, bearer(token));
  expect([onOld.status, onOld.body.code]).toEqual([200, 0]);
  const expired = await caller.post("/v1/videos/text2video", body, bearer(late));
  expect([expired.status, expired.body.code]).toEqual([401, 1004]);
  const onNew = await caller.post("/text-to-video/kling-3.0", boat("A boat"), bearer(token));
  expect([onNew.status, onNew.body.code]).toEqual([401, 1002]);
});

test("/v1 says succeed, takes the caller's id in the path, and answers 1201 for an unknown one", async () => {
  const body = {
    model_name: "kling-v3",
    prompt: "A boat",
    duration: "3",
    sound: "on",
    mode: "pro",
    external_task_id: "old-1",
  };
  const submitted = await caller.post("/v1/videos/text2video", body);
  expect(submitted.body.data).toMatchObject({
    task_status: "submitted",
    task_info: { external_task_id: "old-1" },
  });
  const done = await caller.until(
    "/v1/videos/text2video/old-1",
    ({ data }) => Object(data).task_status !== "submitted" && Object(data).task_status !== "processing",
  );
  expect(done.data).toMatchObject({
    task_status: "succeed",
    task_result: { videos: [{ duration: "3.041" }] },
  });
  const unknown = await caller.get("/v1/videos/text2video/none");
  expect([unknown.status, unknown.body.code]).toEqual([400, 1201]);
});

test.each([
  ["a field of the older generation", { settings: { ...settings, cfg_scale: 0.5 } }, "settings"],
  ["a length the model does not make", { settings: { ...settings, duration: 16 } }, "settings.duration"],
  ["a prompt that is too long", { prompt: "a".repeat(3073) }, "size must be between 0 and 3072"],
  ["a model in the body", { model: "kling-3.0" }, "model"],
  ["no prompt", { prompt: undefined }, "contents cannot be empty"],
  ["text where a number belongs", { settings: { ...settings, duration: "5" } }, "settings.duration"],
])("%s is refused with 1201", async (_what, change, said) => {
  const { status, body } = await caller.post("/text-to-video/kling-3.0", { ...boat("A boat"), ...change });
  expect([status, body.code]).toEqual([400, 1201]);
  expect(String(body.message)).toContain(said);
  expect(simulator.ledger.totals("kling").tasks).toBe(0);
});

test("sound in 720p is refused by 2.6 and made by 3.0 at its own price", async () => {
  const loud = { ...settings, multi_shot: undefined, audio: "native" };
  const refused = await caller.post("/text-to-video/kling-2.6", { prompt: "A boat", settings: loud });
  expect(refused.body).toMatchObject({ code: 1201, message: "settings.audio: native needs 1080p" });
  await caller.post("/text-to-video/kling-3.0", { prompt: "A boat", settings: loud });
  expect(simulator.ledger.totals("kling").acceptedMicros).toBe(630_000);
});

test("a picture gives the video its shape, and one that cannot be read is refused", async () => {
  const frame = (url: string) => ({
    contents: [
      { type: "prompt", text: "A boat" },
      { type: "first_frame", url },
    ],
    settings: { duration: 5 },
  });
  const { default: sharp } = await import("sharp");
  const tall = await sharp({ create: { width: 400, height: 600, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const made = await caller.post("/image-to-video/kling-3.0", frame(tall.toString("base64")));
  expect(made.status).toBe(200);
  const [task] = simulator.core.list("kling");
  expect((task?.width ?? 0) / (task?.height ?? 1)).toBeCloseTo(400 / 600, 1);
  const prefixed = await caller.post(
    "/image-to-video/kling-3.0",
    frame(`data:image/png;base64,${tall.toString("base64")}`),
  );
  expect([prefixed.status, prefixed.body.code]).toEqual([400, 1201]);
  const broken = await caller.post("/image-to-video/kling-3.0", frame("bm8gcGljdHVyZQ=="));
  expect([broken.status, broken.body.code]).toEqual([400, 1201]);
});

test("one task more than the pack allows is refused with 1303", async () => {
  for (let index = 0; index < 5; index++) await submit(`Boat ${index} [[slow:30]]`);
  const sixth = await submit("One boat more");
  expect([sixth.status, sixth.body.code]).toEqual([429, 1303]);
});

test.each([
  ["policy", 400, 1301],
  ["rate", 429, 1302],
  ["quota", 429, 1102],
  ["auth", 401, 1002],
  ["server", 500, 5000],
  ["refuse-before-accept", 503, 5001],
  ["refusal:1101", 429, 1101],
  ["refusal:1304", 429, 1304],
])("the word %s is answered with %i and code %i", async (word, status, code) => {
  const answer = await submit(`A boat [[${word}]]`);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(simulator.ledger.totals("kling").tasks).toBe(0);
});

test("a task stopped by the safety rules fails with the risk control text and costs nothing", async () => {
  const { data } = await ended(idOf(await submit("A boat [[late-policy]]")));
  expect(data).toMatchObject([{ status: "failed", message: "Failure to pass the risk control system" }]);
  expect(simulator.ledger.totals("kling").chargedMicros).toBe(0);
});

test("every change of status is told by a bare task that the standard verifier accepts", async () => {
  const receiver = await startReceiver();
  await submit("A boat", { callback_url: `${receiver.url}/hook` });
  const messages = await receiver.arrived(3);
  await receiver.close();
  const verifier = new Webhook(standardWebhookSecret(simulator.core.secret("kling", "webhook")));
  const tasks = messages.map(({ body, headers }) => verifier.verify(body, Object.fromEntries(headers)));
  expect(tasks).toMatchObject([{ status: "submitted" }, { status: "processing" }, { status: "succeeded" }]);
  expect(new Set(messages.map(({ headers }) => headers.get("webhook-id"))).size).toBe(3);
});

test("a message without a secret carries no signature", async () => {
  const receiver = await startReceiver();
  await submit("A boat [[unsigned]]", { callback_url: receiver.url });
  const [first] = await receiver.arrived(1);
  await receiver.close();
  expect(first?.headers.get("webhook-signature")).toBeNull();
});

test("tasks are listed by status and page, newest first", async () => {
  const ids = [idOf(await submit("One")), idOf(await submit("Two"))];
  const page = await caller.post("/tasks", { limit: 1 });
  expect(page.body.data).toMatchObject({
    count: 1,
    has_more: true,
    next_cursor: ids[1],
    result: [{ id: ids[1] }],
  });
  const next = await caller.post("/tasks", { limit: 1, cursor: ids[1] });
  expect(next.body.data).toMatchObject({ has_more: false, result: [{ id: ids[0] }] });
  const none = await caller.post("/tasks", { filters: [{ key: "status", values: ["failed"] }] });
  expect(none.body.data).toMatchObject({ count: 0, result: [] });
});

test("the packs shrink with what was charged, and may be asked for once a second", async () => {
  await ended(idOf(await submit("A boat")));
  const costs = await caller.get("/account/costs?start_time=0&end_time=1");
  const [pack] = Object(costs.body.data).resource_pack_subscribe_infos;
  expect(pack).toMatchObject({ resource_pack_type: "decreasing_total", status: "online" });
  expect(pack.total_quantity - pack.remaining_quantity).toBeCloseTo(3);
  const again = await caller.get("/account/costs?start_time=0&end_time=1");
  expect([again.status, again.body.code]).toEqual([429, 1302]);
});
