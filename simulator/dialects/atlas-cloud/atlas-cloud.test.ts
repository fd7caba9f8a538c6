import { createPublicKey, verify } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { type Received, startReceiver } from "#simulator/testing/receiver.ts";
import { type Caller, createCaller } from "../testing/caller.ts";
import { atlasCloud } from "./dialect.ts";
import { signEd25519 } from "./webhook.ts";

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await startSimulator({ dialects: [atlasCloud], jobSeconds: 0.2 });
  caller = createCaller(`${simulator.origin}/atlas-cloud`);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const model = "kwaivgi/kling-v3.0-pro/text-to-video";
const kite = (prompt: string, more: object = {}) => ({
  model,
  prompt,
  duration: 5,
  aspect_ratio: "16:9",
  ...more,
});
const submit = (prompt: string, more?: object) =>
  caller.post("/api/v1/model/generateVideo", kite(prompt, more));
const idOf = (answer: { body: object }) => String(Object(Object(answer.body).data).id);
const poll = (id: string) => `/api/v1/model/prediction/${id}`;
const ended = (id: string) =>
  caller.until(poll(id), ({ data }) => /completed|failed/.test(String(Object(data).status)));

test("a message is signed as the vector of the notes is", () => {
  const seed = Buffer.alloc(32, 7).toString("base64url");
  const jwk = { kty: "OKP", crv: "Ed25519", x: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw", d: seed };
  const body =
    '{"session_id":"pred_sim_1","event_type":"video.task.terminal","status":"OK","payload":{"id":"pred_sim_1","status":"completed","outputs":["https://cdn.example.test/out.mp4"]},"error":null}';
  expect(signEd25519(jwk, 1_800_000_000, body)).toBe(
    "K0uElT98z5snEIUFQvYDLk0m9r-ZgsbqMZsu8uo76FXDJ89evdMGvFBo2TCqk2d3RIMP7x6z-GPwXfQRVdqnCQ",
  );
});

test("a prediction is created flat, polled at its own address, and ends with its price", async () => {
  const answer = await submit("A kite over dunes", { negative_prompt: "blur", cfg_scale: 0.5, sound: false });
  expect(answer.body).toMatchObject({
    code: 200,
    message: "success",
    data: { model, status: "created", outputs: null },
  });
  const data = Object(answer.body.data);
  expect(data.urls.get).toBe(`${simulator.origin}/atlas-cloud${poll(data.id)}`);
  const done = await ended(data.id);
  expect(done.data).toMatchObject({
    status: "completed",
    outputs: [expect.stringContaining("http")],
    error: "",
    price: "0.475000",
    duration: 5,
  });
});

test("the code is text where the prompt asks for it", async () => {
  const answer = await submit("A kite [[code-as-text]]");
  expect(answer.body.code).toBe("200");
  expect((await caller.get(poll(idOf(answer)))).body.code).toBe("200");
});

test("the first polls may find nothing yet", async () => {
  const id = idOf(await submit("A kite [[first-404:2]]"));
  const statuses = [];
  for (let index = 0; index < 3; index++) statuses.push((await caller.get(poll(id))).status);
  expect(statuses).toEqual([404, 404, 200]);
});

test("a failed prediction comes under 200, or wrapped in a 500", async () => {
  const plain = await ended(idOf(await submit("A kite [[fail]]")));
  expect(plain.data).toMatchObject({ status: "failed", outputs: null, error: "upstream error" });
  const id = idOf(await submit("A kite [[fail]] [[wrapped-failure]]"));
  await ended(id);
  const wrapped = await caller.get(poll(id));
  expect([wrapped.status, wrapped.body.code]).toEqual([500, 500]);
  expect(wrapped.body.data).toMatchObject({ status: "failed", error: "upstream error" });
});

test.each(["policy", "late-policy"])(
  "the word %s is a taken prediction that fails with 1039 and is not charged",
  async (word) => {
    const done = await ended(idOf(await submit(`A kite [[${word}]]`)));
    expect(done.data).toMatchObject({ status: "failed", error_code: 1039 });
    expect(simulator.ledger.totals("atlas-cloud")).toMatchObject({ tasks: 1, chargedMicros: 0 });
  },
);

test.each([
  ["an unknown parameter", { ratio: "16:9" }, 400],
  ["text where a number belongs", { duration: "5" }, 400],
  ["a callback that is no address", { webhook_url: "ftp://example.com" }, 400],
  ["a model that is not listed", { model: "kling 3.0" }, 404],
  ["no model", { model: undefined }, 400],
])("%s is refused before anything is taken", async (_what, change, status) => {
  const answer = await submit("A kite", change);
  expect([answer.status, answer.body.code, answer.body.data]).toEqual([status, status, null]);
  expect(answer.headers.get("x-request-id")).toBe(answer.body.request_id);
  expect(simulator.ledger.totals("atlas-cloud").tasks).toBe(0);
});

async function holds({ headers, body }: Received): Promise<boolean> {
  const jwks = await (await fetch(`${simulator.origin}/atlas-cloud/api/v1/webhooks/jwks.json`)).json();
  const kid = headers.get("x-atlascloud-webhook-key-id");
  const jwk = jwks.keys.find((key: { kid: string }) => key.kid === kid);
  const signed = `${headers.get("x-atlascloud-webhook-timestamp")}.${body}`;
  const signature = Buffer.from(headers.get("x-atlascloud-webhook-signature-ed25519") ?? "", "base64url");
  return (
    signature.length === 64 &&
    verify(null, Buffer.from(signed), createPublicKey({ key: jwk, format: "jwk" }), signature)
  );
}

test("one message tells the end, under a listed key, also after the key was turned over", async () => {
  const receiver = await startReceiver();
  const first = await submit("A kite", { webhook_url: `${receiver.url}/one` });
  const [one] = await receiver.arrived(1);
  await caller.post("/rotate-key", {});
  await submit("A kite [[fail]]", { webhook_url: `${receiver.url}/two` });
  const [, two] = await receiver.arrived(2);
  await receiver.close();
  if (!one || !two) throw new Error("no message");
  expect(await holds(one)).toBe(true);
  expect(await holds(two)).toBe(true);
  expect(one.headers.get("x-atlascloud-webhook-key-id")).not.toBe(
    two.headers.get("x-atlascloud-webhook-key-id"),
  );
  expect(one.headers.get("x-atlascloud-webhook-signature")).toMatch(/^[0-9a-f]{64}$/);
  expect(one.headers.get("x-atlascloud-webhook-id")).toBe(idOf(first));
  expect(JSON.parse(one.body)).toMatchObject({
    event_type: "video.task.terminal",
    status: "OK",
    error: null,
  });
  expect(JSON.parse(one.body).payload).toMatchObject({ id: idOf(first), status: "completed" });
  expect(JSON.parse(two.body)).toMatchObject({
    status: "ERROR",
    error: "upstream error",
    payload: { status: "failed" },
  });
});

test("the balance falls by the price, and an empty one refuses with 402", async () => {
  const available = async () => Number(Object((await caller.get("/public/v1/balance")).body.available).value);
  const before = await available();
  await ended(idOf(await submit("A kite")));
  expect(before - (await available())).toBeCloseTo(0.475);
  simulator.ledger.setBalance("atlas-cloud", 0);
  const refused = await submit("A kite");
  expect([refused.status, refused.body.code]).toEqual([402, 402]);
});

test("an unknown key is refused in the form of the route", async () => {
  const revoked = { authorization: "Bearer revoked" };
  const media = await caller.get(poll("x"), revoked);
  expect([media.status, media.body.code]).toEqual([401, 401]);
  const billing = await caller.get("/public/v1/balance", revoked);
  expect(billing.body).toMatchObject({ error: { type: "api_error", param: null } });
});

test("the history keeps the body that was sent", async () => {
  const body = kite("A kite over dunes");
  const id = idOf(await caller.post("/api/v1/model/generateVideo", body));
  const { data } = (await caller.get(`/api/v1/model/history?no=1&size=20&model=${model}`)).body;
  expect(data).toMatchObject({ pageNo: 1, pageSize: 20, total: 1, items: [{ ID: id, model }] });
  expect(JSON.parse(Object(data).items[0].requestBody)).toEqual(body);
});

test("the catalogue needs no key, and every entry's price and schema can be read", async () => {
  const answer = await (await fetch(`${simulator.origin}/atlas-cloud/api/v1/models`)).json();
  expect(answer.code).toBe("200");
  const entry = answer.data.find((one: { model: string }) => one.model === model);
  expect(entry).toMatchObject({
    type: "Video",
    price: { actual: { base_price: "0.095000", unit: "second" } },
  });
  const schema = await (await fetch(entry.schema)).json();
  expect(Object.keys(schema.components.schemas.Input.properties)).toContain("negative_prompt");
});

test("an uploaded picture opens the video", async () => {
  const png = await sharp({ create: { width: 600, height: 600, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append("file", new File([new Uint8Array(png)], "a.png"));
  const address = `${simulator.origin}/atlas-cloud/api/v1/model/uploadMedia`;
  const answer = await fetch(address, {
    method: "POST",
    headers: { authorization: "Bearer key" },
    body: form,
  });
  const { code, data } = await answer.json();
  expect([code, data.type, data.filename, data.size]).toEqual([200, "image/png", "a.png", png.length]);
  const image = await submit("A kite", {
    model: "kwaivgi/kling-v3.0-pro/image-to-video",
    aspect_ratio: undefined,
    image: data.download_url,
  });
  expect(simulator.core.find("atlas-cloud", idOf(image))).toMatchObject({ width: 1440, height: 1440 });
  const served = await fetch(data.download_url);
  expect(served.headers.get("content-type")).toBe("image/png");
});

test("costs are added up by day and model", async () => {
  await ended(idOf(await submit("A kite")));
  const { body } = await caller.get("/public/v1/model-costs?start_date=2026-01-01&group_by[]=model");
  expect(body.data).toMatchObject([{ results: [{ model, amount: { value: "0.475000" } }] }]);
});
