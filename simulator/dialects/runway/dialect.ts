import { type Context, Hono } from "hono";
import { type Core, type Dialect, type Job, Refused } from "#simulator/dialect.ts";
import { readJson, requireKey } from "../request.ts";
import { refuseRunway, refuseWithIssues } from "./answer.ts";
import { countToday, dailyMax, organizationRoutes, runningMax } from "./organization.ts";
import { endpoints, type FindUpload, toJob } from "./submission.ts";
import { taskBody } from "./task.ts";
import { createUploads } from "./uploads.ts";

const version = "2024-11-06";
const name = "runway";

function refuseVersion(c: Context): Response | undefined {
  const given = c.req.header("x-runway-version");
  if (given === version) return undefined;
  const error = given
    ? `X-Runway-Version ${given} is not known.`
    : "The X-Runway-Version header is required.";
  return Response.json(
    { error, docUrl: "https://docs.dev.runwayml.com/api-details/versioning" },
    { status: 400 },
  );
}

function requireTask(core: Core, id: string): Job {
  const job = core.find(name, id);
  if (job === undefined) throw new Refused("missing", "Could not find Task");
  return job;
}

function submitRoutes(core: Core, findUpload: FindUpload): Hono {
  const app = new Hono();
  for (const [endpoint, schema] of Object.entries(endpoints))
    app.post(`/v1/${endpoint}`, async (c) => {
      const parsed = schema.safeParse(await readJson(c));
      if (!parsed.success) return refuseWithIssues(parsed.error.issues);
      const job = await toJob(parsed.data, findUpload);
      if (countToday(core, job.model) >= dailyMax) throw new Refused("rate", "Daily limit reached");
      const { id, priceMicros } = core.accept(name, job);
      return c.json({ id, estimatedCost: { credits: priceMicros / 10_000 } });
    });
  return app;
}

function taskRoutes(core: Core): Hono {
  const app = new Hono();
  app.get("/v1/tasks/:id", (c) => {
    const job = requireTask(core, c.req.param("id"));
    const running = core.list(name).filter(({ state }) => state === "running").length;
    return c.json(taskBody(core, job, running >= runningMax));
  });
  app.delete("/v1/tasks/:id", (c) => {
    core.remove(requireTask(core, c.req.param("id")));
    return c.body(null, 204);
  });
  return app;
}

function routes(core: Core): Hono {
  const app = new Hono();
  const uploads = createUploads(core);
  app.use("/v1/*", async (c, next) => {
    requireKey(c);
    const refused = refuseVersion(c);
    if (refused) return refused;
    await next();
    return undefined;
  });
  app.route("/", submitRoutes(core, uploads.find));
  app.route("/", taskRoutes(core));
  app.route("/", organizationRoutes(core));
  app.route("/", uploads.place);
  app.route("/", uploads.store);
  return app;
}

/** Runway's API: polling only, a dated version header, bodies checked to the letter. */
export const runway: Dialect = {
  name,
  label: "Runway",
  limits: { running: runningMax, overflow: "queue" },
  judgesLater: true,
  words: {
    "failure:SAFETY.INPUT.IMAGE": "Taken, then failed with this code; without an argument, with none.",
  },
  routes,
  doorOf(method, path) {
    if (path.startsWith("/v1/organization")) return "balance";
    if (path === "/v1/uploads" || path.startsWith("/storage/")) return "upload";
    if (/^\/v1\/(text|image|video)_to_video$/.test(path)) return "submit";
    if (!path.startsWith("/v1/tasks/")) return "other";
    return method === "DELETE" ? "cancel" : "status";
  },
  refuse: refuseRunway,
};
