import { Hono } from "hono";
import { z } from "zod";
import type { Core, Dialect } from "#simulator/dialect.ts";
import { refuseAtlas } from "./answer.ts";
import { billingRoutes } from "./billing.ts";
import { requireEntry } from "./catalogue.ts";
import { mediaRoutes } from "./media.ts";
import { createUploads } from "./uploads.ts";
import { atlasDeliveries, keyRingOf } from "./webhook.ts";

function routes(core: Core): Hono {
  const app = new Hono();
  const uploads = createUploads(core.origin);
  app.route("/api/v1", mediaRoutes(core, uploads));
  app.route("/public/v1", billingRoutes(core));
  app.get("/media/:id", (c) => uploads.serve(c.req.param("id")));
  app.get("/schema/:owner/:family/:mode", (c) => {
    const { owner, family, mode } = c.req.param();
    const { fields } = requireEntry(`${owner}/${family}/${mode.replace(/\.json$/, "")}`);
    return c.json({ components: { schemas: { Input: z.toJSONSchema(fields) } } });
  });
  app.post("/rotate-key", async (c) => {
    keyRingOf(core).rotate();
    return c.json(await keyRingOf(core).jwks());
  });
  return app;
}

/** Atlas Cloud: a flat body per model, one signed message at the end, a balance that runs down. */
export const atlasCloud: Dialect = {
  name: "atlas-cloud",
  label: "Atlas Cloud",
  limits: { running: 10, overflow: "refuse" },
  retrySeconds: [5, 30, 120],
  judgesLater: true,
  words: {
    "first-404:2": "The first polls find nothing.",
    "wrapped-failure": "A failed prediction comes inside a 500.",
    "code-as-text": "The code of an answer is text.",
    "output-objects": "Outputs are objects with a url.",
    "failure:any text": "Taken, then failed with this text.",
  },
  routes,
  doorOf(method, path) {
    if (path.startsWith("/public/v1/")) return "balance";
    if (path === "/api/v1/model/uploadMedia") return "upload";
    if (method === "POST" && path.startsWith("/api/v1/model/")) return "submit";
    return path.startsWith("/api/v1/model/") ? "status" : "other";
  },
  refuse: refuseAtlas,
  deliveries: atlasDeliveries,
};
