import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { type Core, type Delivery, type Job, Refused } from "#simulator/dialect.ts";
import { readJson } from "../request.ts";
import { standardWebhookHeaders, standardWebhookSecret } from "../standard-webhook.ts";

const input = z.strictObject({
  name: z.string().min(1).max(256),
  url: z.url({ protocol: /^https?$/ }).max(2048),
  event_types: z.array(z.string()).min(1),
});
const rotation = z.strictObject({ keep_old_secret_active_for_24_hours: z.boolean().optional() });

type Endpoint = z.infer<typeof input> & {
  id: string;
  createdAt: number;
  updatedAt: number;
  secrets: string[];
};

function viewOf({ id, name, url, event_types, createdAt, updatedAt, secrets }: Endpoint) {
  return {
    id,
    object: "webhook_endpoint",
    name,
    url,
    event_types,
    created_at: Math.floor(createdAt / 1000),
    updated_at: Math.floor(updatedAt / 1000),
    signing_secret_hint: (secrets[0] ?? "").slice(-4),
  };
}

function message(core: Core, endpoint: Endpoint, eventId: string, type: string, data: object): Delivery {
  const seconds = Math.floor(core.now() / 1000);
  const body = JSON.stringify({ id: `evt_${eventId}`, object: "event", created_at: seconds, type, data });
  const headers = {
    ...standardWebhookHeaders(endpoint.secrets, `wh_${eventId}`, seconds, body),
    "user-agent": "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)",
  };
  return { url: endpoint.url, headers, body };
}

const stores = new WeakMap<Core, Map<string, Endpoint>>();

function storeOf(core: Core): Map<string, Endpoint> {
  const store = stores.get(core) ?? new Map<string, Endpoint>();
  stores.set(core, store);
  return store;
}

/** Endpoints that a project registers for itself. */
export function webhookEndpointRoutes(core: Core): Hono {
  const endpoints = storeOf(core);
  const find = (id: string): Endpoint => {
    const endpoint = endpoints.get(id);
    if (!endpoint) throw new Refused("missing", `Webhook endpoint '${id}' not found.`);
    return endpoint;
  };
  const app = new Hono();
  app.post("/", async (c) => {
    const id = `whe_${randomUUID().replaceAll("-", "")}`;
    const now = core.now();
    const secrets = [standardWebhookSecret(core.secret("openai", id))];
    const endpoint = { ...input.parse(await readJson(c)), id, createdAt: now, updatedAt: now, secrets };
    endpoints.set(id, endpoint);
    return c.json({ ...viewOf(endpoint), signing_secret: secrets[0] });
  });
  app.get("/", (c) => {
    const data = [...endpoints.values()].map(viewOf);
    return c.json({
      object: "list",
      data,
      first_id: data[0]?.id ?? null,
      last_id: data.at(-1)?.id ?? null,
      has_more: false,
    });
  });
  app.get("/:id", (c) => c.json(viewOf(find(c.req.param("id")))));
  app.post("/:id", async (c) => {
    const endpoint = find(c.req.param("id"));
    Object.assign(endpoint, input.partial().parse(await readJson(c)), { updatedAt: core.now() });
    return c.json(viewOf(endpoint));
  });
  app.delete("/:id", (c) => {
    const { id } = find(c.req.param("id"));
    endpoints.delete(id);
    return c.json({ id, object: "webhook_endpoint.deleted", deleted: true });
  });
  app.post("/:id/rotate_secret", async (c) => {
    const endpoint = find(c.req.param("id"));
    const { keep_old_secret_active_for_24_hours: keep } = rotation.parse(await readJson(c));
    const fresh = standardWebhookSecret(core.secret("openai", `${endpoint.id} ${randomUUID()}`));
    endpoint.secrets = keep ? [fresh, ...endpoint.secrets.slice(0, 1)] : [fresh];
    return c.json({ ...viewOf(endpoint), signing_secret: fresh });
  });
  app.post("/:id/test", async (c) => {
    const endpoint = find(c.req.param("id"));
    const { event_type: type } = z.strictObject({ event_type: z.string() }).parse(await readJson(c));
    const { url, headers, body } = message(core, endpoint, randomUUID(), type, { id: "test" });
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual" }).catch(
      () => undefined,
    );
    return c.json({
      object: "webhook_endpoint.test",
      status_code: answer?.status ?? null,
      success: answer?.ok ?? false,
      event_type: type,
      webhook_endpoint_id: endpoint.id,
    });
  });
  return app;
}

/** What the registered endpoints are told about a video that has ended. */
export async function videoDeliveries(core: Core, job: Job): Promise<Delivery[]> {
  if (job.extra.still || job.endedAt === undefined) return [];
  const type = job.state === "succeeded" ? "video.completed" : "video.failed";
  return [...storeOf(core).values()]
    .filter(({ event_types }) => event_types.includes(type))
    .map((endpoint) => message(core, endpoint, `${job.id}${endpoint.id}`, type, { id: job.id }));
}
