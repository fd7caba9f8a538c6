import { createHash, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { importJWK, SignJWT } from "jose";
import { z } from "zod";
import { type Core, type Delivery, type Job, Refused } from "#simulator/dialect.ts";
import { readJson } from "../request.ts";
import { eventId, standardWebhookHeaders, standardWebhookSecret } from "../standard-webhook.ts";
import { kept } from "./interactions.ts";

const input = z.strictObject({
  name: z.string().optional(),
  uri: z.url({ protocol: /^https?$/ }),
  subscribed_events: z.array(z.string()).min(1),
});
const behaviour = z.strictObject({
  revocation_behavior: z
    .enum(["revoke_previous_secrets_after_h24", "revoke_previous_secrets_immediately"])
    .default("revoke_previous_secrets_after_h24"),
});

type Webhook = z.infer<typeof input> & { id: string; createdAt: number; secrets: string[] };

const stores = new WeakMap<Core, Map<string, Webhook>>();
function storeOf(core: Core): Map<string, Webhook> {
  const store = stores.get(core) ?? new Map<string, Webhook>();
  stores.set(core, store);
  return store;
}

function viewOf({ id, name, uri, subscribed_events, createdAt, secrets }: Webhook): object {
  const time = new Date(createdAt).toISOString();
  return {
    id,
    name,
    uri,
    subscribed_events,
    state: "enabled",
    signing_secrets: secrets.map((secret) => ({ truncated_secret: secret.slice(0, 10) })),
    create_time: time,
    update_time: time,
  };
}

function staticDelivery(core: Core, hook: Webhook, id: string, body: string): Delivery {
  const headers = standardWebhookHeaders(hook.secrets, id, Math.floor(core.now() / 1000), body);
  return { url: hook.uri, headers, body };
}

/** A callback named in the request itself: signed as a JWT that names its audience and the body's digest. */
async function dynamicDelivery(core: Core, url: string, id: string, body: string): Promise<Delivery> {
  const { kid, privateJwk } = await core.keys("google-omni", "RS256");
  const seconds = Math.floor(core.now() / 1000);
  const token = await new SignJWT({ body_sha256: createHash("sha256").update(body).digest("hex") })
    .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
    .setIssuer("https://generativelanguage.googleapis.com")
    .setAudience(url)
    .setJti(id)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 300)
    .sign(await importJWK({ ...privateJwk }, "RS256"));
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": token,
  };
  return { url, headers, body };
}

function eventOf(job: Job): { type: string; data: object } | undefined {
  if (job.endedAt === undefined) return undefined;
  if (job.state === "canceled") return { type: "interaction.cancelled", data: { id: job.id } };
  if (job.state === "succeeded" || job.failure?.reason === "policy")
    return { type: "interaction.completed", data: { id: job.id } };
  const data = { id: job.id, error_code: "internal", error_message: "Generation failed" };
  return { type: "interaction.failed", data };
}

/** Callbacks of the request itself replace those that are registered. */
export async function deliveries(core: Core, job: Job): Promise<Delivery[]> {
  const event = eventOf(job);
  if (!event) return [];
  const { uris, userMetadata } = kept.parse(job.extra);
  const id = eventId("wh_", job.id, event.type);
  const message = {
    type: event.type,
    version: "v1",
    timestamp: new Date(core.now()).toISOString(),
    data: event.data,
  };
  if (uris) {
    const body = JSON.stringify({ ...message, ...(userMetadata && { user_metadata: userMetadata }) });
    return Promise.all(uris.map((uri) => dynamicDelivery(core, uri, id, body)));
  }
  const hooks = [...storeOf(core).values()].filter((hook) => hook.subscribed_events.includes(event.type));
  return hooks.map((hook) => staticDelivery(core, hook, id, JSON.stringify(message)));
}

/** Registered webhooks: `/v1/webhooks`. */
export function webhookRoutes(core: Core): Hono {
  const app = new Hono();
  const hooks = storeOf(core);
  const find = (id: string): Webhook => {
    const hook = hooks.get(id);
    if (!hook) throw new Refused("missing", `Webhook ${id} not found`);
    return hook;
  };
  app.post("/", async (c) => {
    const id = randomUUID();
    const secret = standardWebhookSecret(core.secret("google-omni", `webhook ${id}`));
    const hook = { ...input.parse(await readJson(c)), id, createdAt: core.now(), secrets: [secret] };
    hooks.set(id, hook);
    return c.json({ ...viewOf(hook), new_signing_secret: secret });
  });
  app.get("/", (c) => c.json({ webhooks: [...hooks.values()].map(viewOf) }));
  app.get("/:id", (c) => c.json(viewOf(find(c.req.param("id")))));
  app.patch("/:id", async (c) => {
    const hook = find(c.req.param("id"));
    Object.assign(hook, input.partial().parse(await readJson(c)));
    return c.json(viewOf(hook));
  });
  app.delete("/:id", (c) => {
    hooks.delete(find(c.req.param("id")).id);
    return c.json({});
  });
  app.post("/:call", async (c) => {
    const [id = "", action] = c.req.param("call").split(":");
    const hook = find(id);
    if (action === "rotateSigningSecret") {
      const { revocation_behavior: revocation } = behaviour.parse(await readJson(c));
      const secret = standardWebhookSecret(core.secret("google-omni", `webhook ${id} ${randomUUID()}`));
      hook.secrets = revocation.endsWith("immediately") ? [secret] : [secret, ...hook.secrets.slice(0, 1)];
      return c.json({ secret });
    }
    if (action !== "ping") throw new Refused("missing", `There is no method ${action}`);
    const body = JSON.stringify({
      type: "ping",
      version: "v1",
      timestamp: new Date(core.now()).toISOString(),
      data: {},
    });
    const { url, headers } = staticDelivery(core, hook, randomUUID(), body);
    await fetch(url, { method: "POST", headers, body, redirect: "manual" });
    return c.json({});
  });
  return app;
}
