import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Core, Dialect, Door } from "#simulator/dialect.ts";
import { requireKey } from "../request.ts";
import { edit, generate } from "./images.ts";
import { moderate } from "./moderation.ts";
import { refuse } from "./refusals.ts";
import { videoRoutes } from "./videos.ts";
import { videoDeliveries, webhookEndpointRoutes } from "./webhook-endpoints.ts";

function routes(core: Core): Hono {
  const app = new Hono();
  app.use("/v1/*", async (c, next) => {
    requireKey(c);
    await next();
    c.res.headers.set("x-request-id", `req_${randomUUID().replaceAll("-", "")}`);
  });
  app.get("/v1/models", (c) =>
    c.json({
      object: "list",
      data: ["gpt-image-2", "omni-moderation-latest"].map((id) => ({
        id,
        object: "model",
        created: 1_776_000_000,
        owned_by: "system",
      })),
    }),
  );
  app.post("/v1/images/generations", async (c) => c.json(await generate(core, c)));
  app.post("/v1/images/edits", async (c) => c.json(await edit(core, c)));
  app.post("/v1/moderations", async (c) => c.json(await moderate(c)));
  app.route("/v1/videos", videoRoutes(core));
  app.route("/v1/webhook_endpoints", webhookEndpointRoutes(core));
  return app;
}

function doorOf(method: string, path: string): Door {
  if (/^\/v1\/images\//.test(path)) return "submit";
  if (!path.startsWith("/v1/videos")) return "other";
  if (method === "POST") return "submit";
  if (method === "DELETE") return "cancel";
  return path.endsWith("/content") ? "output" : "status";
}

/** OpenAI's stills and moderation, and the retired Videos API for keys that say `legacy-video`. */
export const openai: Dialect = {
  name: "openai",
  label: "OpenAI",
  routes,
  doorOf,
  refuse,
  deliveries: videoDeliveries,
  words: {
    "flag:violence":
      "Moderation flags this category, here or in a picture's bytes; a picture that is magenta all over is violence.",
  },
  retrySeconds: [5, 30, 120, 600, 3600],
};
