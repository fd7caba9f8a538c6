import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import sharp from "sharp";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { jobAccepted, jobView, rendererKey } from "../protocol.ts";
import { type RendererService, startRenderer } from "./service.ts";

const secret = "k".repeat(40);
const small = { width: 96, height: 64, durationSeconds: 1, fps: 12, seed: 1 };
const long = { ...small, durationSeconds: 20, fps: 60, width: 320, height: 180 };
const address = z.object({ port: z.int() });

let folder: string;
let service: RendererService;
let images: Server;
let asked = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "renderer-"));
  service = await startRenderer({
    port: 0,
    host: "127.0.0.1",
    folder,
    secret,
    concurrency: 1,
    timeoutSeconds: 60,
    memoryMb: 1024,
    encoder: "auto",
    webhookBackoffSeconds: [0.05],
    retentionHours: 24,
    log: pino({ level: "silent" }),
  });
  const picture = await sharp({ create: { width: 96, height: 64, channels: 3, background: "#264" } })
    .png()
    .toBuffer();
  asked = 0;
  images = createServer((_, response) => {
    asked += 1;
    if (asked > 1) response.writeHead(403);
    response.end(picture);
  }).listen(0, "127.0.0.1");
  await once(images, "listening");
});
afterEach(async () => {
  await service.close();
  images.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${service.port}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${rendererKey(secret)}`, "content-type": "application/json" },
  });

async function submit(job: Record<string, unknown>): Promise<string> {
  const body = JSON.stringify({ prompt: "A lake at dawn", ...job });
  return jobAccepted.parse(await (await ask("/v1/jobs", { method: "POST", body })).json()).id;
}

async function statusOf(id: string): Promise<string> {
  return jobView.parse(await (await ask(`/v1/jobs/${id}`)).json()).status;
}

it("copies an image when the job is taken, so that its link may die while the job waits for its turn", async () => {
  const first = await submit({ ...long, externalId: "first" });
  const { port } = address.parse(images.address());
  const waiting = await submit({
    ...small,
    externalId: "second",
    imageUrl: `http://127.0.0.1:${port}/a.png`,
  });
  await vi.waitFor(() => expect(asked).toBe(1), { timeout: 10_000, interval: 5 });
  expect(await statusOf(waiting)).toBe("queued");
  await ask(`/v1/jobs/${first}/cancel`, { method: "POST" });
  const made = async () => expect(await statusOf(waiting)).toBe("succeeded");
  await vi.waitFor(made, { timeout: 60_000, interval: 100 });
  expect(asked).toBe(1);
});
