import { createHash, createPublicKey, verify } from "node:crypto";
import { ApiError, createFalClient, ValidationError } from "@fal-ai/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../server.ts";
import { startReceiver } from "../testing/receiver.ts";

let simulator: Simulator;
const endpoint = "fal-ai/kling-video/v3/pro/text-to-video";
const small = "fal-ai/bytedance/seedance/v1.5/pro/text-to-video";

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.4 });
});
afterAll(() => simulator.close());

const redirected: typeof fetch = (input, init) =>
  fetch(
    String(input)
      .replace("https://queue.fal.run", `${simulator.origin}/fal/queue`)
      .replace("https://rest.fal.ai", `${simulator.origin}/fal/rest`),
    init,
  );
const clientOf = (credentials: string) =>
  createFalClient({ credentials, fetch: redirected, retry: { maxRetries: 0 } });
const client = () => clientOf("id:secret");

test("the official client submits, follows the queue and reads a playable result", async () => {
  const seen: string[] = [];
  const { data } = await client().subscribe(small, {
    input: { prompt: "A paper boat", duration: "4", resolution: "480p" },
    pollInterval: 50,
    logs: true,
    onQueueUpdate: ({ status }) => seen.push(status),
  });
  expect(seen.slice(0, -1).every((status) => /^IN_(QUEUE|PROGRESS)$/.test(status))).toBe(true);
  expect(seen.at(-1)).toBe("COMPLETED");
  const file = await fetch(data.video.url);
  expect(file.headers.get("content-type")).toBe("video/mp4");
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(4, 8)
      .toString(),
  ).toBe("ftyp");
});

test("a third request waits with its place in the queue, and can be canceled there", async () => {
  const ids = [];
  for (const word of ["one", "two", "three"]) {
    const { request_id } = await client().queue.submit(endpoint, {
      input: { prompt: `${word} [[slow:60]]` },
    });
    ids.push(request_id);
  }
  const third = ids[2] ?? "";
  const status = await client().queue.status(endpoint, { requestId: third });
  expect(status).toMatchObject({ status: "IN_QUEUE", queue_position: 2 });
  await client().queue.cancel(endpoint, { requestId: third });
  const again = client().queue.cancel(endpoint, { requestId: third });
  await expect(again).rejects.toMatchObject({ status: 400, body: { status: "ALREADY_COMPLETED" } });
  const unknown = client().queue.cancel(endpoint, { requestId: "no-such-request" });
  await expect(unknown).rejects.toMatchObject({ status: 404, body: { status: "NOT_FOUND" } });
  for (const requestId of ids.slice(0, 2)) await client().queue.cancel(endpoint, { requestId });
});

test("a wrong field is a validation error that names its place", async () => {
  const input = { prompt: "A boat", duration: 5, image_url: "https://example.com/a.png" };
  const refused = client().queue.submit(endpoint, { input: JSON.parse(JSON.stringify(input)) });
  const error = await refused.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ValidationError);
  expect(error instanceof ValidationError && error.getFieldErrors("duration")).toHaveLength(1);
});

test.each([
  ["policy", 422, "content_policy_violation"],
  ["quota", 403, "Exhausted balance"],
  ["refuse-before-accept", 503, "runner_scheduling_failure"],
])("the word %s is refused with %i in fal's own words", async (word, status, said) => {
  const refused = simulator.origin;
  const answer = await fetch(`${refused}/fal/queue/${endpoint}`, {
    method: "POST",
    headers: { authorization: "Key id:secret", "content-type": "application/json" },
    body: JSON.stringify({ prompt: `A boat [[${word}]]` }),
  });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(said);
});

test("a key that does not hold is refused before anything is taken", async () => {
  const before = simulator.ledger.totals("fal").tasks;
  const refused = clientOf("revoked").queue.submit(endpoint, { input: { prompt: "A boat" } });
  await expect(refused).rejects.toBeInstanceOf(ApiError);
  await expect(refused).rejects.toMatchObject({ status: 401 });
  expect(simulator.ledger.totals("fal").tasks).toBe(before);
});

test("a request that fails is completed with an error, and its result carries the failing status", async () => {
  const { request_id: requestId } = await client().queue.submit(endpoint, {
    input: { prompt: "A boat [[late-policy]]" },
  });
  await expect
    .poll(async () => (await client().queue.status(endpoint, { requestId })).status, {
      interval: 50,
      timeout: 20_000,
    })
    .toBe("COMPLETED");
  await expect(client().queue.result(endpoint, { requestId })).rejects.toMatchObject({ status: 422 });
});

test("a request that may not wait longer times out as the caller's own", async () => {
  const { request_id: requestId } = await client().queue.submit(endpoint, {
    input: { prompt: "A boat [[slow:600]]" },
    startTimeout: 1.1,
  });
  const read = async () => (await client().queue.status(endpoint, { requestId })).status;
  await expect.poll(read, { interval: 100, timeout: 5000 }).toBe("COMPLETED");
  const error = await client()
    .queue.result(endpoint, { requestId })
    .catch((reason: unknown) => reason);
  expect(error instanceof ApiError && error.isUserTimeout).toBe(true);
});

test("uploads are kept at the address that was promised", async () => {
  const url = await client().storage.upload(new Blob(["picture"], { type: "image/png" }));
  const file = await fetch(url);
  expect([file.headers.get("content-type"), await file.text()]).toEqual(["image/png", "picture"]);
});

test("one signed message says that the request has ended", async () => {
  const receiver = await startReceiver();
  const { request_id } = await client().queue.submit(endpoint, {
    input: { prompt: "A boat" },
    webhookUrl: `${receiver.url}/hook`,
  });
  const [message] = await receiver.arrived(1);
  await receiver.close();
  if (!message) throw new Error("no message");
  const header = (name: string) => message.headers.get(`x-fal-webhook-${name}`) ?? "";
  const digest = createHash("sha256").update(message.body).digest("hex");
  const signed = [header("request-id"), header("user-id"), header("timestamp"), digest].join("\n");
  const jwks = await (await fetch(`${simulator.origin}/fal/rest/.well-known/jwks.json`)).json();
  const key = createPublicKey({ key: jwks.keys[0], format: "jwk" });
  expect(verify(null, Buffer.from(signed), key, Buffer.from(header("signature"), "hex"))).toBe(true);
  expect(JSON.parse(message.body)).toMatchObject({ request_id, status: "OK", payload: { video: {} } });
});
