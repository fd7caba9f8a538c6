import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { expectProblem, ownSite } from "#e2e/api.ts";
import { installation } from "#e2e/installation.ts";
import { expect, test } from "#e2e/test.ts";
import { signWebhook } from "#lib/render/protocol.ts";
import { ownSecret, proveRows, type Row } from "./places.ts";

const door = "POST /api/webhooks/animatic";
const body = JSON.stringify({
  type: "job.succeeded",
  timestamp: new Date(0).toISOString(),
  data: {
    id: "anm_x",
    externalId: "att_x",
    status: "succeeded",
    progress: 1,
    createdAt: new Date(0).toISOString(),
  },
});

const callback = (input: string, headers: () => Record<string, string>, data = body): Row => ({
  door,
  input,
  send: ({ nobody }) =>
    nobody.post("/api/webhooks/animatic", {
      data,
      headers: { "content-type": "application/json", ...headers() },
    }),
  code: "bad_signature",
});

const signed = (secret: string, at: Date) => signWebhook(secret, "msg_forged", body, at);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

proveRows([
  callback("no signature", () => ({})),
  callback("a signature of another key", () => signed("x".repeat(40), new Date())),
  callback("our signature, six minutes old", () => signed(ownSecret(), minutesAgo(6))),
  callback("our signature, six minutes ahead", () => signed(ownSecret(), minutesAgo(-6))),
  callback(
    "our signature over another body",
    () => signed(ownSecret(), new Date()),
    body.replace("anm_x", "anm_y"),
  ),
  callback("our signature under another id", () => ({
    ...signed(ownSecret(), new Date()),
    "webhook-id": "msg_other",
  })),
  {
    door: "POST /api/webhooks/unknown",
    input: "a vendor that is not here",
    send: ({ nobody }) => nobody.post("/api/webhooks/unknown", { data: body }),
    code: "not_found",
  },
  {
    door,
    input: "2 MB",
    send: ({ nobody }) => nobody.post("/api/webhooks/animatic", { data: Buffer.alloc(2 * 1024 * 1024, 97) }),
    code: "too_large",
  },
  {
    door,
    input: "a byte that is no UTF-8, signed as what it would be read as",
    send: ({ nobody }) => {
      const signedAs = signWebhook(ownSecret(), "msg_bytes", '{"type":"\ufffd"}', new Date());
      const data = Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xff]), Buffer.from('"}')]);
      const headers = { "content-type": "application/json", ...signedAs };
      return nobody.post("/api/webhooks/animatic", { data, headers });
    },
    code: "malformed_json",
  },
  {
    door: "GET /api/webhooks/animatic",
    input: "a method that is not taken",
    send: ({ nobody }) => nobody.get("/api/webhooks/animatic"),
    code: "method_not_allowed",
  },
]);

/** Sends `data` at each beat, on a connection of its own, until it is answered or cut off; what was heard, and sent. */
async function pour(head: string, data: string): Promise<{ heard: string; sent: number }> {
  const { hostname, port } = new URL(installation().baseUrl);
  const socket = connect(Number(port), hostname);
  let heard = "";
  let sent = 0;
  const over = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      heard += chunk.toString();
      if (heard.includes("\r\n\r\n")) resolve();
    });
    socket.on("error", () => resolve());
    socket.on("close", () => resolve());
  });
  socket.write(`POST /api/webhooks/animatic HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${head}\r\n\r\n`);
  const beat = setInterval(() => {
    if (socket.writable && socket.writableLength < data.length && socket.write(data)) sent += data.length;
  }, 20);
  await over;
  clearInterval(beat);
  socket.destroy();
  return { heard, sent };
}

test(`${door}: a body that comes drop by drop is not waited for`, async () => {
  test.setTimeout(60_000);
  const { heard } = await pour("content-length: 1000000", "a");
  expect(heard).toMatch(/^$|^HTTP\/1\.1 503/);
});

test(`${door}: 100 MB without a length are cut off after one`, async () => {
  const chunk = `40000\r\n${"a".repeat(0x40000)}\r\n`;
  const { heard, sent } = await pour("transfer-encoding: chunked", chunk);
  expect(heard).toMatch(/^$|^HTTP\/1\.1 413/);
  expect(sent).toBeLessThan(20 * 1024 * 1024);
});

const call = JSON.stringify({
  ctx: { run_id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" },
  event: { name: "video/queued", data: {} },
  steps: {},
});
const forgeries = [
  { input: "no signature", signature: undefined },
  { input: "a signature of another key", signature: sign("0".repeat(64), Math.floor(Date.now() / 1000)) },
  { input: "a signature that is none", signature: "t=0&s=00" },
];

function sign(key: string, seconds: number): string {
  return `t=${seconds}&s=${createHmac("sha256", key).update(call).update(String(seconds)).digest("hex")}`;
}

for (const { input, signature } of forgeries) {
  test(`POST /api/inngest: a call of the engine with ${input} runs nothing and tells nothing`, async ({
    request,
  }) => {
    const answer = await request.post("/api/inngest?fnId=dailies-generate-video&stepId=step", {
      data: call,
      headers: { "content-type": "application/json", ...(signature && { "x-inngest-signature": signature }) },
    });
    expect(answer.status()).toBe(401);
    expect(await answer.text()).not.toMatch(/node_modules|\bat .*:\d+:\d+|signkey|\/tmp\//);
  });
}

test("GET and PUT of /api/inngest without a signature name neither functions nor keys", async ({
  request,
}) => {
  for (const method of ["GET", "PUT"]) {
    const answer = await request.fetch("/api/inngest", { method, headers: ownSite() });
    expect(await answer.text(), method).not.toMatch(/generate-video|signkey|video\/queued|node_modules/);
  }
});

test("the engine and the renderer take nothing without their keys", async ({ request }) => {
  const { engineUrl, rendererUrl } = installation();
  const event = { name: "video/queued", data: { videoId: "vid_x", round: 1 } };
  for (const path of ["/e/not-the-key", "/e/"]) {
    const answer = await request.post(engineUrl + path, { data: event });
    expect(answer.status(), path).toBeGreaterThanOrEqual(400);
    expect(answer.status(), path).toBeLessThan(500);
  }
  const runs = await request.get(`${engineUrl}/v1/events`);
  expect(runs.status()).toBeGreaterThanOrEqual(400);
  for (const headers of [{ authorization: "" }, { authorization: "Bearer wrong" }]) {
    const job = await request.post(`${rendererUrl}/v1/jobs`, { data: { externalId: "x" }, headers });
    expect(job.status()).toBe(401);
  }
});

test("a sign-in that another site posts is refused before the password is looked at", async ({ request }) => {
  const answer = await request.post("/api/auth/callback/credentials", {
    form: { email: "creator@demo.local", password: "dailies-demo", csrfToken: "x" },
    headers: { origin: "https://evil.example" },
  });
  await expectProblem(answer, "cross_site");
  expect(answer.headers()["set-cookie"] ?? "").not.toContain("session-token");
});
