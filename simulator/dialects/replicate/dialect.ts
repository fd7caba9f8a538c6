import { Hono } from "hono";
import { z } from "zod";
import { type Core, type Dialect, type Job, Refused } from "#simulator/dialect.ts";
import { entryOf, readJson, requireKey } from "../request.ts";
import { standardWebhookSecret } from "../standard-webhook.ts";
import { refuseReplicate } from "./answer.ts";
import { createFiles } from "./files.ts";
import { communityModel, officialModels } from "./models.ts";
import { predictionBody, refuseDownload, replicateDeliveries } from "./prediction.ts";
import { officialBody, submit, type Target, versionBody } from "./submission.ts";

const name = "replicate";
const pageSize = 100;
const notFound = () => new Refused("missing", "The requested resource could not be found.");

function requireModel(model: string): Target {
  const official = entryOf(officialModels, model);
  if (official === undefined) throw notFound();
  return { name: model, version: "hidden", model: official };
}

/** A pinned version is 64 hexadecimal digits, alone or behind `owner/name:`; an official model has none. */
function readVersion(version: string): Target {
  if (entryOf(officialModels, version) !== undefined) return requireModel(version);
  const [, model = "community/model", hash] = /^(?:([\w.-]+\/[\w.-]+):)?([0-9a-f]{64})$/.exec(version) ?? [];
  if (hash === undefined) throw new Refused("invalid", "- version: Invalid version or not permitted");
  return { name: model, version: hash, model: communityModel };
}

function requirePrediction(core: Core, id: string): Job {
  const job = core.find(name, id);
  if (job === undefined) throw notFound();
  return job;
}

function predictionRoutes(core: Core, readFile: (link: string) => Uint8Array | undefined): Hono {
  const app = new Hono();
  app.post("/models/:owner/:name/predictions", (c) =>
    submit(core, c, officialBody, requireModel(`${c.req.param("owner")}/${c.req.param("name")}`), readFile),
  );
  app.post("/deployments/:owner/:name/predictions", (c) => {
    const deployment = `${c.req.param("owner")}/${c.req.param("name")}`;
    const target = { name: deployment, version: "0".repeat(64), model: communityModel };
    return submit(core, c, officialBody, target, readFile);
  });
  app.post("/predictions", async (c) => {
    const { version } = z.looseObject({ version: z.string().default("") }).parse(await readJson(c));
    return submit(core, c, versionBody, readVersion(version), readFile);
  });
  app.get("/predictions", (c) => {
    const all = core.list(name);
    const cursor = c.req.query("cursor");
    const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    const page = all.slice(start, start + pageSize);
    const more = start + pageSize < all.length;
    const next = more ? `${core.origin}/replicate/v1/predictions?cursor=${page.at(-1)?.id}` : null;
    return c.json({ next, previous: null, results: page.map((job) => predictionBody(core, job)) });
  });
  app.get("/predictions/:id", (c) =>
    c.json(predictionBody(core, requirePrediction(core, c.req.param("id")))),
  );
  app.post("/predictions/:id/cancel", (c) => {
    const job = requirePrediction(core, c.req.param("id"));
    core.cancel(job);
    return c.json(predictionBody(core, job));
  });
  return app;
}

function accountRoutes(core: Core): Hono {
  const app = new Hono();
  app.get("/account", (c) =>
    c.json({
      type: "organization",
      username: "simulated",
      name: "Simulated",
      github_url: null,
      avatar_url: null,
    }),
  );
  app.get("/webhooks/default/secret", (c) =>
    c.json({ key: standardWebhookSecret(core.secret(name, "webhook")) }),
  );
  app.get("/models/:owner/:name", (c) => {
    const { owner, name: model } = c.req.param();
    const { model: official } = requireModel(`${owner}/${model}`);
    const schemas = { Input: z.toJSONSchema(official.input, { io: "input" }) };
    return c.json({
      url: `${core.origin}/replicate/${owner}/${model}`,
      owner,
      name: model,
      description: official.description,
      visibility: "public",
      is_official: true,
      run_count: core.list(name).filter((job) => job.model === `${owner}/${model}`).length,
      latest_version: { id: "hidden", openapi_schema: { components: { schemas } } },
    });
  });
  return app;
}

function routes(core: Core): Hono {
  const app = new Hono();
  const files = createFiles(core);
  app.use("/v1/*", async (c, next) => {
    requireKey(c);
    await next();
  });
  app.route("/v1", predictionRoutes(core, files.read));
  app.route("/v1", accountRoutes(core));
  app.route("/v1/files", files.routes);
  return app;
}

/** Replicate's predictions: Standard Webhooks by filter, cancel, deadlines, data that goes after an hour. */
export const replicate: Dialect = {
  name,
  label: "Replicate",
  limits: { running: 20, overflow: "queue" },
  retrySeconds: [4, 8, 16, 32],
  judgesLater: true,
  words: {
    "retention:2": "Input, output and file are removed after so many seconds instead of an hour.",
    "failure:High demand (E003)": "Taken, then failed with this text.",
  },
  routes,
  refuseDownload,
  doorOf(method, path) {
    if (path.startsWith("/v1/files")) return "upload";
    if (path.endsWith("/cancel")) return "cancel";
    if (method === "POST" && path.endsWith("/predictions")) return "submit";
    return path.startsWith("/v1/predictions") ? "status" : "other";
  },
  refuse: refuseReplicate,
  deliveries: replicateDeliveries,
};
