import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { startReceiver } from "#simulator/testing/receiver.ts";
import { type Caller, createCaller } from "../testing/caller.ts";
import { seedance } from "./dialect.ts";

let simulator: Simulator;
let caller: Caller;
const tasks = "/contents/generations/tasks";
beforeAll(async () => {
  simulator = await startSimulator({ dialects: [seedance], jobSeconds: 0.2 });
  caller = createCaller(`${simulator.origin}/seedance/api/v3`);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const text = (prompt: string) => [{ type: "text", text: prompt }];
const lighthouse = (prompt: string, more: object = {}) => ({
  model: "dreamina-seedance-2-0-260128",
  content: text(prompt),
  resolution: "720p",
  ratio: "16:9",
  duration: 5,
  generate_audio: false,
  watermark: false,
  ...more,
});
const submit = async (prompt: string, more?: object) =>
  String((await caller.post(tasks, lighthouse(prompt, more))).body.id);
const ended = (id: string) =>
  caller.until(`${tasks}/${id}`, ({ status }) => !/queued|running/.test(String(status)));

test("a task runs to a signed link, with its tokens counted by the frame and unix seconds", async () => {
  const answer = await caller.post(tasks, lighthouse("A lighthouse in fog", { safety_identifier: "u-19ab" }));
  expect(answer.body).toEqual({ id: expect.stringMatching(/^cgt-\d{14}-\w+$/), safety_identifier: "u-19ab" });
  const task = await ended(String(answer.body.id));
  expect(task).toMatchObject({
    status: "succeeded",
    error: null,
    usage: { completion_tokens: 108_900, total_tokens: 108_900 },
    resolution: "720p",
    ratio: "16:9",
    duration: 5,
    framespersecond: 24,
    service_tier: "default",
    safety_identifier: "u-19ab",
    generate_audio: false,
  });
  expect(Number(task.created_at)).toBeLessThan(10_000_000_000);
  expect(new URL(Object(task.content).video_url).searchParams.get("X-Tos-Expires")).toBe("86400");
  expect(simulator.ledger.totals("seedance").chargedMicros).toBe(762_300);
});

test("a link whose signature is bent is refused by the store", async () => {
  const task = await ended(await submit("A lighthouse"));
  const url = new URL(Object(task.content).video_url);
  url.searchParams.set("expires", "1");
  expect((await fetch(url)).status).toBe(403);
});

test("a link of 2.5 gives the file a hundred times", async () => {
  const task = await ended(
    await submit("A lighthouse", { model: "dreamina-seedance-2-5-260628", resolution: "480p" }),
  );
  const { video_url } = Object(task.content);
  const statuses = [];
  for (let download = 0; download < 101; download++) {
    const answer = await fetch(video_url, { headers: { range: "bytes=0-1" } });
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  expect(statuses.slice(0, 100).filter((status) => status !== 206)).toEqual([]);
  expect(statuses[100]).toBe(403);
});

test("the delete verb cancels what waits, spares what runs and destroys what has ended", async () => {
  const waiting = await submit("A lighthouse [[slow:60]]");
  expect((await caller.delete(`${tasks}/${waiting}`)).body).toEqual({});
  expect((await caller.get(`${tasks}/${waiting}`)).body.status).toBe("cancelled");
  const running = await submit("A lighthouse [[hang]]");
  await caller.until(`${tasks}/${running}`, ({ status }) => status === "running");
  const refused = await caller.delete(`${tasks}/${running}`);
  expect([refused.status, Object(refused.body.error).code]).toEqual([
    409,
    "InvalidAction.RunningTaskDeletion",
  ]);
  const done = await submit("A lighthouse");
  await ended(done);
  expect((await caller.delete(`${tasks}/${done}`)).status).toBe(200);
  expect((await caller.get(`${tasks}/${done}`)).status).toBe(404);
});

test("every transition is told without a signature, with the body of a reading", async () => {
  const receiver = await startReceiver();
  await submit("A lighthouse", { callback_url: `${receiver.url}/hook` });
  const messages = await receiver.arrived(3);
  await receiver.close();
  expect(messages.map(({ body }) => JSON.parse(body).status)).toEqual(["queued", "running", "succeeded"]);
  const headers = messages.flatMap((message) => [...message.headers.keys()]);
  expect(headers.filter((name) => /signature|webhook/i.test(name))).toEqual([]);
});

test("a message that is not answered with 200 comes three times more", async () => {
  const receiver = await startReceiver(() => 503);
  await submit("A lighthouse [[hang]]", { callback_url: receiver.url });
  const messages = await receiver.arrived(4);
  await receiver.close();
  expect(new Set(messages.slice(0, 4).map(({ body }) => body)).size).toBe(1);
});

test.each([
  ["an unknown field", { negative_prompt: "blur" }, "InvalidParameter"],
  ["a seed on a model without seeds", { seed: 4 }, "InvalidParameter"],
  ["a length out of range", { duration: 16 }, "InvalidParameter"],
  [
    "a resolution the model does not make",
    { model: "dreamina-seedance-2-0-fast-260128", resolution: "1080p" },
    "InvalidParameter",
  ],
  ["the cheap tier on 2.x", { service_tier: "flex" }, "InvalidParameter"],
  ["text where a number belongs", { duration: "5" }, "InvalidParameter"],
  ["a deadline below an hour", { execution_expires_after: 60 }, "InvalidParameter"],
])("%s is refused before anything is taken", async (_what, change, code) => {
  const { status, body } = await caller.post(tasks, lighthouse("A lighthouse", change));
  expect([status, Object(body.error).code]).toEqual([400, code]);
  expect(simulator.ledger.totals("seedance").tasks).toBe(0);
});

test("an unknown model and an unknown task are 404", async () => {
  const model = await caller.post(tasks, lighthouse("A lighthouse", { model: "seedance-2-0-260128" }));
  expect([model.status, Object(model.body.error).code]).toEqual([404, "InvalidEndpointOrModel.NotFound"]);
  expect((await caller.get(`${tasks}/cgt-20260101000000-nobod`)).status).toBe(404);
});

test("frames follow their rules: roles for several, one kind only, the shape of the first", async () => {
  const { default: sharp } = await import("sharp");
  const tall = await sharp({ create: { width: 450, height: 800, channels: 3, background: "navy" } })
    .png()
    .toBuffer();
  const image = (role?: string) => ({
    type: "image_url",
    image_url: { url: `data:image/png;base64,${tall.toString("base64")}` },
    ...(role && { role }),
  });
  const send = (...images: object[]) =>
    caller.post(tasks, lighthouse("", { content: [...text("A lighthouse"), ...images], ratio: "adaptive" }));
  expect((await send(image(), image())).status).toBe(400);
  expect((await send(image("first_frame"), image("reference_image"))).status).toBe(400);
  expect((await send(image("last_frame"))).status).toBe(400);
  expect((await send(image("first_frame"), image("last_frame"))).status).toBe(200);
  expect(simulator.core.list("seedance")[0]).toMatchObject({ width: 720, height: 1280 });
});

test.each([
  ["policy", 400, "InputTextSensitiveContentDetected"],
  ["quota", 403, "AccountOverdueError"],
  ["rate", 429, "ModelAccountRpmRateLimitExceeded"],
  ["refuse-before-accept", 429, "ServerOverloaded"],
  ["auth", 401, "AuthenticationError"],
  ["server", 500, "InternalServiceError"],
  ["refusal:QuotaExceeded", 429, "QuotaExceeded"],
  ["refusal:ModelNotOpen", 404, "ModelNotOpen"],
])("the word %s is answered with %i and %s", async (word, status, code) => {
  const answer = await caller.post(tasks, lighthouse(`A lighthouse [[${word}]]`));
  expect([answer.status, Object(answer.body.error).code]).toEqual([status, code]);
});

test.each([
  ["late-policy", "OutputVideoSensitiveContentDetected"],
  ["fail", "InternalServiceError"],
  ["failure:OutputAudioSensitiveContentDetected", "OutputAudioSensitiveContentDetected"],
])("the word %s is a failed task under 200 with %s, and costs nothing", async (word, code) => {
  const task = await ended(await submit(`A lighthouse [[${word}]]`));
  expect(task).toMatchObject({ status: "failed", error: { code } });
  expect(simulator.ledger.totals("seedance").chargedMicros).toBe(0);
});

test("the list is filtered by model and ids, page by page", async () => {
  const one = await submit("One");
  const two = await submit("Two", { model: "dreamina-seedance-2-0-fast-260128" });
  const list = async (query: string) => (await caller.get(`${tasks}?${query}`)).body;
  expect(await list("filter.model=dreamina-seedance-2-0-260128")).toMatchObject({
    total: 1,
    items: [{ id: one }],
  });
  const both = `filter.task_ids=${one}&filter.task_ids=${two}`;
  expect(await list(`${both}&page_size=1`)).toMatchObject({ total: 2, items: [{ id: two }] });
  expect(await list(`${both}&page_size=1&page_num=2`)).toMatchObject({ total: 2, items: [{ id: one }] });
});
