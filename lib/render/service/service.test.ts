import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { freePort } from "#db/embedded/free-port.ts";
import { probeVideo } from "#lib/media/inspect/inspect.ts";
import { type JobView, jobView, jobWebhook, rendererKey, verifyWebhook } from "../protocol.ts";
import { type RendererService, startRenderer } from "./service.ts";
import type { RendererSettings } from "./settings.ts";

const secret = "k".repeat(40);
const authorization = `Bearer ${rendererKey(secret)}`;
const small = {
  prompt: "A SECRETWORD lake at dawn",
  width: 96,
  height: 64,
  durationSeconds: 1,
  fps: 12,
  seed: 1,
};
const long = { ...small, durationSeconds: 20, fps: 60, width: 320, height: 180 };

let folder: string;
let service: RendererService | undefined;
const servers: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "renderer-"));
});
afterEach(async () => {
  await service?.close();
  service = undefined;
  for (const server of servers.splice(0)) server.close();
  await rm(folder, { recursive: true, force: true });
});

const settings = (change: Partial<RendererSettings> = {}): RendererSettings => ({
  port: 0,
  host: "127.0.0.1",
  folder,
  secret,
  concurrency: 1,
  timeoutSeconds: 60,
  memoryMb: 1024,
  encoder: "auto",
  webhookBackoffSeconds: [0.05, 0.05, 0.05, 0.05],
  retentionHours: 24,
  log: pino({ level: "silent" }),
  ...change,
});

const call = (port: number, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: {
      authorization,
      "content-type": "application/json",
      ...Object.fromEntries(new Headers(init.headers)),
    },
  });
const submit = (port: number, job: object): Promise<Response> =>
  call(port, "/v1/jobs", { method: "POST", body: JSON.stringify(job) });
const accepted = async (port: number, job: object): Promise<string> =>
  jobView.pick({ id: true }).parse(await (await submit(port, job)).json()).id;
const look = async (port: number, id: string): Promise<JobView> =>
  jobView.parse(await (await call(port, `/v1/jobs/${id}`)).json());
const until = (port: number, id: string, test: (view: JobView) => boolean): Promise<JobView> =>
  vi.waitFor(
    async () => {
      const view = await look(port, id);
      expect(test(view), JSON.stringify(view)).toBe(true);
      return view;
    },
    { timeout: 50_000, interval: 40 },
  );

async function listen(
  answer: (body: string, headers: IncomingHttpHeaders) => { status: number; body?: Buffer },
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { status, body: bytes } = answer(body, request.headers);
    response.writeHead(status).end(bytes);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
}

describe("renderer service", () => {
  it("renders what it accepted and gives it out by a signed link", async () => {
    service = await startRenderer(settings());
    const id = await accepted(service.port, { ...small, externalId: "a" });
    const view = await until(service.port, id, (job) => job.status === "succeeded");
    const response = await fetch(view.output?.url ?? "");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(view.output?.bytes);
    await writeFile(join(folder, "got.mp4"), bytes);
    expect(await probeVideo(join(folder, "got.mp4"))).toMatchObject({
      ok: true,
      video: { codec: "avc", width: 96 },
    });
    const altered = (view.output?.url ?? "").replace(/expires=\d+/, "expires=9999999999");
    expect((await fetch(altered)).status).toBe(401);
  });

  it("answers the same external id with the same job, also when both come at once", async () => {
    service = await startRenderer(settings());
    const { port } = service;
    const ids = await Promise.all([1, 2, 3].map(() => accepted(port, { ...small, externalId: "same" })));
    expect(new Set(ids).size).toBe(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("refuses a missing or forged key, unknown jobs, wrong doors and bad bodies", async () => {
    service = await startRenderer(settings());
    const { port } = service;
    expect((await call(port, "/v1/jobs/x", { headers: { authorization: "Bearer anm_forged" } })).status).toBe(
      401,
    );
    expect((await fetch(`http://127.0.0.1:${port}/v1/jobs`, { method: "POST", body: "{}" })).status).toBe(
      401,
    );
    expect((await call(port, "/v1/jobs/anm_none")).status).toBe(404);
    expect((await call(port, "/v1/jobs/..%2f..%2fetc/output.mp4")).status).toBe(404);
    expect((await call(port, "/v1/jobs/anm_none/cancel")).status).toBe(405);
    expect((await call(port, "/elsewhere")).status).toBe(404);
    expect((await call(port, "/v1/jobs", { method: "POST", body: "{" })).status).toBe(400);
    expect((await call(port, "/v1/jobs", { method: "POST", body: `"${"x".repeat(70_000)}"` })).status).toBe(
      413,
    );
    const invalid = await submit(port, { ...small, externalId: "b", width: 97, prompt: "" });
    expect(invalid.status).toBe(422);
    expect(await invalid.json()).toMatchObject({
      fields: { width: expect.any(String), prompt: expect.any(String) },
    });
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });

  it("cancels a waiting and a running job, and frees the place", async () => {
    service = await startRenderer(settings());
    const { port } = service;
    const first = await accepted(port, { ...long, externalId: "1" });
    const second = await accepted(port, { ...long, externalId: "2" });
    const third = await accepted(port, { ...small, externalId: "3" });
    expect(await look(port, third)).toMatchObject({ status: "queued", queuePosition: 2 });
    await call(port, `/v1/jobs/${second}/cancel`, { method: "POST" });
    await until(port, first, (job) => job.progress > 0.01);
    expect(await (await call(port, `/v1/jobs/${first}/cancel`, { method: "POST" })).json()).toMatchObject({
      status: "canceled",
    });
    expect(await look(port, second)).toMatchObject({ status: "canceled" });
    await until(port, third, (job) => job.status === "succeeded");
    const again = await call(port, `/v1/jobs/${third}/cancel`, { method: "POST" });
    expect(await again.json()).toMatchObject({ status: "succeeded" });
    expect((await readdir(join(folder, first))).sort()).toEqual(["job.json"]);
  });

  it("signs its webhook, repeats it with the same id until it is heard, and keeps prompts off the disk", async () => {
    const heard: { id: string; valid: boolean; body: string }[] = [];
    const callbackUrl = await listen((body, headers) => {
      const given = {
        "webhook-id": String(headers["webhook-id"]),
        "webhook-timestamp": String(headers["webhook-timestamp"]),
        "webhook-signature": String(headers["webhook-signature"]),
      };
      heard.push({ id: given["webhook-id"], valid: verifyWebhook(secret, given, body, new Date()), body });
      return { status: heard.length < 3 ? 503 : 204 };
    });
    service = await startRenderer(settings());
    const id = await accepted(service.port, { ...small, externalId: "a", callbackUrl });
    await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 50_000 });
    expect(new Set(heard.map((each) => each.id)).size).toBe(1);
    expect(heard.every((each) => each.valid)).toBe(true);
    const told = jobWebhook.parse(JSON.parse(heard[0]?.body ?? ""));
    expect(told).toMatchObject({ type: "job.succeeded", data: { id, externalId: "a", status: "succeeded" } });
    expect(await readFile(join(folder, id, "job.json"), "utf8")).not.toContain("SECRETWORD");
  });

  it("renders over an image, and fails in words when there is none", async () => {
    const png = await sharp({ create: { width: 60, height: 90, channels: 3, background: "#864" } })
      .png()
      .toBuffer();
    const imageUrl = await listen(() => ({ status: 200, body: png }));
    const gone = await listen(() => ({ status: 404 }));
    const text = await listen(() => ({ status: 200, body: Buffer.from("<svg/>") }));
    service = await startRenderer(settings({ concurrency: 3 }));
    const { port } = service;
    const [good, missing, broken] = await Promise.all(
      [imageUrl, gone, text].map((url, i) =>
        accepted(port, { ...small, externalId: `i${i}`, imageUrl: url }),
      ),
    );
    await until(port, good ?? "", (job) => job.status === "succeeded");
    await until(port, missing ?? "", (job) => job.error?.code === "image_unreachable");
    await until(port, broken ?? "", (job) => job.error?.code === "image_invalid");
    expect(await readdir(join(folder, good ?? ""))).not.toContain("image");
  });

  it("kills a render that takes too long or too much memory", async () => {
    service = await startRenderer(settings({ timeoutSeconds: 1 }));
    const slow = await accepted(service.port, { ...long, externalId: "slow" });
    await until(service.port, slow, (job) => job.error?.code === "timeout");
    await service.close();
    service = await startRenderer(settings({ memoryMb: 60 }));
    const large = await accepted(service.port, { ...long, externalId: "large" });
    await until(service.port, large, (job) => job.error?.code === "memory");
  });

  it("removes jobs that ended a day ago and nothing else", async () => {
    service = await startRenderer(settings());
    const id = await accepted(service.port, { ...small, externalId: "old" });
    await until(service.port, id, (job) => job.status === "succeeded");
    await service.close();
    const path = join(folder, id, "job.json");
    const record = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...record, endedAt: "2020-01-01T00:00:00.000Z" }));
    await utimes(path, 0, 0);
    service = await startRenderer(settings());
    expect((await call(service.port, `/v1/jobs/${id}`)).status).toBe(404);
    expect(await readdir(folder)).toEqual([]);
  });
});

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

async function launch(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], {
    stdio: "ignore",
    env: {
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      DAILIES_SECRET: secret,
      DAILIES_DATA_DIR: folder,
      RENDERER_PORT: String(port),
    },
  });
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).ok).toBe(true), {
    timeout: 30_000,
    interval: 50,
  });
  return child;
}

describe("renderer process", () => {
  it("killed in the middle of a render, it finishes the job after the next start", async () => {
    const port = await freePort();
    let child = await launch(port);
    const id = await accepted(port, { ...small, durationSeconds: 12, fps: 30, externalId: "a" });
    await until(port, id, (job) => job.progress > 0.02 && job.status === "running");
    child.kill("SIGKILL");
    await once(child, "exit");
    child = await launch(port);
    try {
      expect(await accepted(port, { ...small, externalId: "a" })).toBe(id);
      await until(port, id, (job) => job.status === "succeeded");
    } finally {
      child.kill("SIGTERM");
    }
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });

  it("ends cleanly on SIGTERM in the middle of a render and leaves the job queued", async () => {
    const port = await freePort();
    const child = await launch(port);
    const id = await accepted(port, { ...long, externalId: "a" });
    await until(port, id, (job) => job.progress > 0.005);
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    const record = JSON.parse(await readFile(join(folder, "renderer", id, "job.json"), "utf8"));
    expect(record).toMatchObject({ status: "queued", runs: 0 });
  });
});
