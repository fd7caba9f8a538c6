import { createHash, createPrivateKey, sign } from "node:crypto";
import { Hono } from "hono";
import { type Core, type Delivery, type Dialect, type Door, type Job, Refused } from "#simulator/dialect.ts";
import { endLate, kept, messageOf, resultOf, statusOf, urlsOf } from "./answers.ts";
import { refuse } from "./refusals.ts";
import { submit } from "./submit.ts";
import { uploadRoutes } from "./uploads.ts";

const userId = "sim_user";

function requireKey(header: string | undefined): void {
  const key = /^Key (\S+)$/.exec(header ?? "")?.[1];
  if (key === undefined || key.includes("revoked"))
    throw new Refused("auth", "The key is invalid or missing");
}

function findRequest(core: Core, app: string, id: string): Job {
  const job = core.find("fal", id);
  if (!job || kept.parse(job.extra).app !== app) throw new Refused("missing", "Request not found");
  endLate(core, job);
  return job;
}

function cancel(core: Core, job: Job): Response {
  if (job.endedAt !== undefined) return Response.json({ status: "ALREADY_COMPLETED" }, { status: 400 });
  core.cancel(job);
  return Response.json({ status: "CANCELLATION_REQUESTED" }, { status: 202 });
}

function queueRoutes(core: Core): Hono {
  const app = new Hono();
  app.use("*", async (c, next) => {
    requireKey(c.req.header("authorization"));
    await next();
  });
  const request = "/:owner/:app/requests/:id" as const;
  const nameOf = (params: { owner: string; app: string }): string => `${params.owner}/${params.app}`;
  app.get(`${request}/status`, (c) => {
    const job = findRequest(core, nameOf(c.req.param()), c.req.param("id"));
    const { status, body } = statusOf(core, job, c.req.query("logs") === "1");
    return c.json(body, status);
  });
  app.get(request, (c) => resultOf(core, findRequest(core, nameOf(c.req.param()), c.req.param("id"))));
  app.put(`${request}/cancel`, (c) => {
    const job = core.find("fal", c.req.param("id"));
    return job ? cancel(core, job) : c.json({ status: "NOT_FOUND" }, 404);
  });
  app.post("/*", async (c) => {
    const job = await submit(core, c, c.req.path.replace(/^\/fal\/queue\//, ""));
    return c.json({
      status: "IN_QUEUE",
      request_id: job.id,
      gateway_request_id: kept.parse(job.extra).gatewayId,
      queue_position: job.queuePosition,
      ...urlsOf(core, job),
    });
  });
  return app;
}

function doorOf(method: string, path: string): Door {
  if (path.startsWith("/queue/")) {
    if (method === "POST") return "submit";
    if (method === "PUT") return "cancel";
    return "status";
  }
  return path.startsWith("/rest/storage/") || path.startsWith("/cdn/") ? "upload" : "other";
}

async function deliveries(core: Core, job: Job): Promise<Delivery[]> {
  const message = job.callbackUrl === undefined ? undefined : messageOf(core, job);
  if (message === undefined || job.callbackUrl === undefined) return [];
  const body = JSON.stringify(message);
  const seconds = String(Math.floor(core.now() / 1000));
  const digest = createHash("sha256").update(body).digest("hex");
  const { privateJwk } = await core.keys("fal");
  const key = createPrivateKey({ key: privateJwk, format: "jwk" });
  const signed = sign(null, Buffer.from([job.id, userId, seconds, digest].join("\n")), key);
  const headers = {
    "content-type": "application/json",
    "x-fal-webhook-request-id": job.id,
    "x-fal-webhook-user-id": userId,
    "x-fal-webhook-timestamp": seconds,
    "x-fal-webhook-signature": signed.toString("hex"),
  };
  return [{ url: job.callbackUrl, headers, body }];
}

/** fal's queue at `/fal/queue`, its platform at `/fal/rest`, its file host at `/fal/cdn`. */
export const fal: Dialect = {
  name: "fal",
  label: "fal",
  routes(core) {
    const app = new Hono();
    app.route("/queue", queueRoutes(core));
    app.get("/rest/.well-known/jwks.json", async (c) => {
      const { publicJwk } = await core.keys("fal");
      return c.json({ keys: [publicJwk] });
    });
    app.route("/", uploadRoutes(core, requireKey));
    return app;
  },
  doorOf,
  refuse,
  deliveries,
  words: { "payload-error": "Delivered; the callback says that the output could not be serialised." },
  limits: { running: 2, overflow: "queue" },
  retrySeconds: [10, 30, 60, 120, 300, 600, 900, 1200, 1800, 2100],
};
