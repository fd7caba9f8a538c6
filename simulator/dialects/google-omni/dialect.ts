import { setTimeout as pause } from "node:timers/promises";
import { type Context, Hono } from "hono";
import { type Core, type Dialect, type Door, type Job, Refused } from "#simulator/dialect.ts";
import { googleError } from "../google-errors.ts";
import { readJson } from "../request.ts";
import { begin, fileAddress, interactionOf, kept } from "./interactions.ts";
import { deliveries, webhookRoutes } from "./webhooks.ts";

const keptMs = 2 * 86_400_000;
const processingMs = 250;
const versions = "/:version{v1|v1beta}";

function requireApiKey(c: Context): void {
  const key = c.req.header("x-goog-api-key") ?? c.req.query("key") ?? "";
  if (key.trim() === "" || key.includes("revoked")) throw new Refused("auth", "API key not valid.");
}

function findInteraction(core: Core, id: string): Job {
  const job = core.find("google-omni", id);
  if (!job) throw new Refused("invalid", `Request contains an invalid interaction name: ${id.slice(0, 40)}`);
  return job;
}

function findFile(core: Core, fileId: string): { job: Job; active: boolean } {
  const job = core.list("google-omni").find((entry) => kept.parse(entry.extra).fileId === fileId);
  const now = core.now();
  if (job?.state !== "succeeded" || job.endedAt === undefined || now > job.endedAt + keptMs)
    throw new Refused("missing", `File ${fileId} does not exist.`);
  return { job, active: now > job.endedAt + processingMs };
}

function fileOf(core: Core, fileId: string): object {
  const { job, active } = findFile(core, fileId);
  const time = (at: number): string => new Date(at).toISOString();
  return {
    name: `files/${fileId}`,
    mimeType: "video/mp4",
    createTime: time(job.endedAt ?? 0),
    expirationTime: time((job.endedAt ?? 0) + keptMs),
    uri: `${core.origin}/google-omni/v1beta/files/${fileId}`,
    state: active ? "ACTIVE" : "PROCESSING",
    ...(active && { downloadUri: fileAddress(core, fileId) }),
  };
}

async function untilEnded(core: Core, job: Job): Promise<void> {
  while (core.find("google-omni", job.id) && job.endedAt === undefined) await pause(50);
}

function interactionRoutes(core: Core): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    const { job, background } = await begin(core, await readJson(c));
    if (!background) await untilEnded(core, job);
    return c.json(await interactionOf(core, job));
  });
  app.get("/:id", async (c) => c.json(await interactionOf(core, findInteraction(core, c.req.param("id")))));
  app.post("/:id/cancel", async (c) => {
    const job = findInteraction(core, c.req.param("id"));
    if (!core.cancel(job)) throw new Refused("invalid", "The interaction has ended already.");
    return c.json(await interactionOf(core, job));
  });
  app.delete("/:id", (c) => {
    core.remove(findInteraction(core, c.req.param("id")));
    return c.json({});
  });
  return app;
}

function routes(core: Core): Hono {
  const app = new Hono();
  app.get("/.well-known/jwks.json", async (c) => {
    const { kid, publicJwk } = await core.keys("google-omni", "RS256");
    return c.json({ keys: [{ ...publicJwk, kid, alg: "RS256", use: "sig" }] });
  });
  app.use("*", async (c, next) => {
    requireApiKey(c);
    await next();
  });
  app.route(`${versions}/interactions`, interactionRoutes(core));
  app.route("/v1/webhooks", webhookRoutes(core));
  app.get(`${versions}/files/:file`, (c) => {
    const [fileId = "", action] = c.req.param("file").split(":");
    if (action !== "download") return c.json(fileOf(core, fileId));
    const { job, active } = findFile(core, fileId);
    if (!active) throw new Refused("invalid", `File ${fileId} is not in an ACTIVE state.`);
    return c.redirect(core.outputUrl(job, 600), 302);
  });
  app.get(`${versions}/models`, (c) => c.json({ models: [{ name: "models/gemini-omni-1.2-flash" }] }));
  app.post(`${versions}/models/:call`, (c) => {
    const [model] = c.req.param("call").split(":");
    throw new Refused("retired", `This model models/${model} is no longer available.`);
  });
  return app;
}

function doorOf(method: string, path: string): Door {
  const call = path.replace(/%3A/gi, ":");
  if (/\/models\/.*:predictLongRunning$/.test(call)) return "submit";
  if (call.includes(":download")) return "output";
  if (/\/files\//.test(call)) return "status";
  if (!/\/interactions(\/|$)/.test(call)) return "other";
  if (call.endsWith("/cancel") || method === "DELETE") return "cancel";
  return method === "POST" ? "submit" : "status";
}

/** What the front end says before the interactions service is reached: a list with one numeric error. */
const frontEnd = new Set(["auth", "overloaded", "rate", "concurrency", "balance"]);
const words: Partial<Record<Refused["reason"], string>> = {
  missing: "not_found",
  retired: "not_found",
  server: "internal",
  timeout: "deadline_exceeded",
};

function refuse(refused: Refused): Response {
  const { status, error } = googleError(refused);
  if (refused.reason === "auth") {
    const reason = { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" };
    const message = "API key not valid. Please pass a valid API key.";
    const body = { code: 400, message, status: "INVALID_ARGUMENT", details: [reason] };
    return Response.json([{ error: body }], { status: 400 });
  }
  if (frontEnd.has(refused.reason)) return Response.json([{ error }], { status });
  const code = words[refused.reason] ?? "invalid_request";
  return Response.json({ error: { code, message: error.message } }, { status });
}

/** Gemini Omni through the Interactions API, with an API key. */
export const googleOmni: Dialect = {
  name: "google-omni",
  label: "Gemini Omni",
  routes,
  doorOf,
  refuse,
  deliveries,
  retrySeconds: [5, 60, 600, 3600],
};
