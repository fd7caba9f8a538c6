import { Hono } from "hono";
import { z } from "zod";
import { type Core, type Dialect, type Job, Refused } from "#simulator/dialect.ts";
import { parseOrRefuse, readJson, requireKey } from "../request.ts";
import { refusalWord, refuseSeedance, refuseWithCode } from "./answer.ts";
import { readSubmission } from "./submission.ts";
import { seedanceDeliveries, taskBody } from "./task.ts";

const tasks = "/api/v3/contents/generations/tasks";
const downloadsMax = 100;
const listedMs = 7 * 24 * 3600 * 1000;
const page = z.object({
  page_num: z.coerce.number().int().min(1).max(500).default(1),
  page_size: z.coerce.number().int().min(1).max(500).default(10),
});

/** The service's own form of an id: the second of its acceptance and a suffix. */
function nextTaskId(core: Core): string {
  const at = new Date(core.now()).toISOString().replace(/\D/g, "").slice(0, 14);
  return `cgt-${at}-${Math.random().toString(36).slice(2, 7).padEnd(5, "0")}`;
}

function requireTask(core: Core, id: string): Job {
  const job = core.find("seedance", id);
  if (job === undefined) throw new Refused("missing", `The task ${id} was not found.`);
  return job;
}

function listTasks(core: Core, query: URLSearchParams) {
  const { page_num, page_size } = parseOrRefuse(page, Object.fromEntries(query));
  const wanted = {
    status: query.get("filter.status"),
    model: query.get("filter.model"),
    service_tier: query.get("filter.service_tier"),
  };
  const ids = query.getAll("filter.task_ids");
  const found = core
    .list("seedance")
    .filter((job) => core.now() - job.createdAt < listedMs)
    .map((job) => taskBody(core, job))
    .filter((task) => ids.length === 0 || ids.includes(task.id))
    .filter((task) => wanted.status === null || task.status === wanted.status)
    .filter((task) => wanted.model === null || task.model === wanted.model)
    .filter((task) => wanted.service_tier === null || task.service_tier === wanted.service_tier);
  return { total: found.length, items: found.slice((page_num - 1) * page_size, page_num * page_size) };
}

/** Cancels what waits, refuses to touch what runs, destroys the record of what has ended. */
function deleteTask(core: Core, job: Job): Response {
  if (job.state === "running")
    return refuseWithCode("InvalidAction.RunningTaskDeletion", "The task is running and cannot be deleted.");
  if (job.state === "queued") core.cancel(job);
  else core.remove(job);
  return Response.json({});
}

const downloads = new WeakMap<Job, number>();

/** A link of 2.5 stops after 100 downloads. */
function refuseHundredth(_core: Core, job: Job): Response | undefined {
  if (!job.model.includes("-2-5-")) return undefined;
  const count = (downloads.get(job) ?? 0) + 1;
  downloads.set(job, count);
  return count > downloadsMax ? new Response("Access denied", { status: 403 }) : undefined;
}

function routes(core: Core): Hono {
  const app = new Hono();
  app.post(tasks, async (c) => {
    requireKey(c);
    const job = await readSubmission(await readJson(c));
    const asked = refusalWord(job.prompt);
    if (asked) return asked;
    const { id, safety_identifier } = taskBody(
      core,
      core.accept("seedance", { ...job, id: nextTaskId(core) }),
    );
    return c.json({ id, safety_identifier });
  });
  app.get(tasks, (c) => {
    requireKey(c);
    return c.json(listTasks(core, new URL(c.req.url).searchParams));
  });
  app.get(`${tasks}/:id`, (c) => {
    requireKey(c);
    return c.json(taskBody(core, requireTask(core, c.req.param("id"))));
  });
  app.delete(`${tasks}/:id`, (c) => {
    requireKey(c);
    return deleteTask(core, requireTask(core, c.req.param("id")));
  });
  return app;
}

/** ModelArk's video tasks: unsigned callbacks, and one verb that cancels or destroys. */
export const seedance: Dialect = {
  name: "seedance",
  label: "Seedance (ModelArk)",
  limits: { running: 10, overflow: "queue" },
  retrySeconds: [5, 5, 5],
  answerSeconds: 5,
  words: {
    "refusal:QuotaExceeded": "Refused with this code of the service's error table.",
    "failure:OutputVideoSensitiveContentDetected": "Taken, then failed with this code.",
  },
  routes,
  refuseDownload: refuseHundredth,
  doorOf(method, path) {
    if (!path.startsWith(tasks)) return "other";
    if (method === "DELETE") return "cancel";
    return method === "POST" ? "submit" : "status";
  },
  refuse: refuseSeedance,
  deliveries: seedanceDeliveries,
};
