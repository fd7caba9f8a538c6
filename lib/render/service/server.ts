import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { jobInput, rendererKey, sameText, signOutput } from "../protocol.ts";
import type { RendererSettings } from "./settings.ts";
import type { Studio } from "./studio.ts";

const bodyBytesMax = 64 * 1024;

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string> | undefined;

  constructor(status: number, code: string, message: string, fields?: Record<string, string>) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new Refusal(413, "too_large", "The body is larger than 64 KB");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Refusal(400, "not_json", "The body is not JSON");
  }
}

function authorized(settings: RendererSettings, request: IncomingMessage): boolean {
  return sameText(request.headers.authorization ?? "", `Bearer ${rendererKey(settings.secret)}`);
}

function requireKey(settings: RendererSettings, request: IncomingMessage): void {
  if (!authorized(settings, request)) throw new Refusal(401, "unauthorized", "The key is missing or wrong");
}

const noJob = (): Refusal => new Refusal(404, "no_such_job", "There is no such job");

async function submit(
  settings: RendererSettings,
  studio: Studio,
  request: IncomingMessage,
  response: ServerResponse,
) {
  requireKey(settings, request);
  const parsed = jobInput.safeParse(await readBody(request));
  if (!parsed.success) {
    const fields = Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join(".") || "body", issue.message]),
    );
    throw new Refusal(422, "invalid", "The job cannot be accepted as it is", fields);
  }
  const { id, status } = await studio.submit(parsed.data);
  answer(response, 202, { id, status });
}

function requireLink(settings: RendererSettings, id: string, request: IncomingMessage, url: URL): void {
  const expires = Number(url.searchParams.get("expires"));
  const signature = url.searchParams.get("signature") ?? "";
  const open = expires * 1000 > Date.now() && sameText(signature, signOutput(settings.secret, id, expires));
  if (!open) requireKey(settings, request);
}

async function sendOutput(studio: Studio, id: string, response: ServerResponse): Promise<void> {
  const path = studio.outputPath(id);
  if (!path) throw noJob();
  const { size } = await stat(path);
  response.writeHead(200, {
    "content-type": "video/mp4",
    "content-length": size,
    "cache-control": "no-store",
  });
  await pipeline(createReadStream(path), response);
}

async function route(
  settings: RendererSettings,
  studio: Studio,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(request.url ?? "/", "http://renderer");
  const [, , , id = "", action = ""] = url.pathname.split("/");
  const door = `${request.method} ${url.pathname.replace(id && url.pathname.startsWith("/v1/jobs/") ? id : "\0", ":id")}`;
  if (door === "GET /healthz") return answer(response, 200, { ok: true, ...studio.counts() });
  if (door === "POST /v1/jobs") return submit(settings, studio, request, response);
  if (door === "GET /v1/jobs/:id/output.mp4") {
    requireLink(settings, id, request, url);
    return sendOutput(studio, id, response);
  }
  requireKey(settings, request);
  if (door === "GET /v1/jobs") {
    const job = studio.findByExternalId(url.searchParams.get("externalId") ?? "");
    if (!job) throw noJob();
    return answer(response, 200, job);
  }
  const known = ["", "cancel"].includes(action) && url.pathname.startsWith("/v1/jobs/");
  if (!known) throw new Refusal(404, "no_such_door", "There is nothing at this address");
  const wanted = action === "" ? "GET" : "POST";
  if (request.method !== wanted) throw new Refusal(405, "wrong_method", `This address takes ${wanted}`);
  const view = action === "" ? studio.find(id) : await studio.cancel(id);
  if (!view) throw noJob();
  return answer(response, 200, view);
}

function answerFault(settings: RendererSettings, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof Refusal) {
    response.setHeader("connection", error.status === 413 ? "close" : "keep-alive");
    answer(response, error.status, { code: error.code, message: error.message, fields: error.fields });
    return;
  }
  settings.log.error({ err: error }, "request failed");
  answer(response, 500, { code: "internal", message: "The renderer could not answer" });
}

/** The HTTP door of the renderer; not listening yet. */
export function createRendererServer(settings: RendererSettings, studio: Studio): Server {
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000 }, (request, response) => {
    route(settings, studio, request, response).catch((error: unknown) =>
      answerFault(settings, response, error),
    );
  });
  server.maxConnections = 256;
  return server;
}
