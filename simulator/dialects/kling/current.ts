import { Hono } from "hono";
import { z } from "zod";
import { type Core, type Job, Refused } from "#simulator/dialect.ts";
import { parseOrRefuse, readJson } from "../request.ts";
import { refuseCaller } from "./access.ts";
import { refusalWord, succeed } from "./answer.ts";
import { readSubmission } from "./submission.ts";
import { currentTask, wordOfState } from "./task.ts";

const routes = ["text-to-video", "image-to-video", "omni-video", "motion-control"];
const idsMax = 20;

const search = z.strictObject({
  start_time: z.int().optional(),
  end_time: z.int().optional(),
  cursor: z.string().optional(),
  limit: z.int().min(1).max(500).default(100),
  filters: z
    .array(z.strictObject({ key: z.enum(["status", "product_type"]), values: z.array(z.string()) }))
    .default([]),
});

/** A caller's own id names one task for ever. Throws `Refused` where it is taken. */
export function refuseDuplicate(core: Core, externalId: string | undefined): void {
  if (externalId !== undefined && core.findByExternalId("kling", externalId) !== undefined)
    throw new Refused("invalid", `external_task_id ${externalId} already exists`);
}

/** A long decimal id, beyond what a number can hold. */
export function nextTaskId(core: Core): string {
  const tail = String(Math.floor(Math.random() * 1e6)).padStart(6, "0");
  return `8${String(core.now()).slice(1)}${tail}`.slice(0, 19);
}

function findTasks(core: Core, query: URLSearchParams): Job[] {
  const ids = query.get("task_ids")?.split(",");
  const externalIds = query.get("external_task_ids")?.split(",");
  if ((ids === undefined) === (externalIds === undefined))
    throw new Refused("invalid", "one of task_ids and external_task_ids is required");
  if ((ids ?? externalIds ?? []).length > idsMax) throw new Refused("invalid", `task_ids: at most ${idsMax}`);
  const found = ids
    ? ids.map((id) => core.find("kling", id))
    : (externalIds ?? []).map((id) => core.findByExternalId("kling", id));
  return found.filter((job) => job !== undefined);
}

function listTasks(core: Core, value: unknown) {
  const { start_time, end_time = core.now(), cursor, limit, filters } = parseOrRefuse(search, value);
  const from = start_time ?? end_time - 30 * 24 * 3600 * 1000;
  const statuses = filters.find(({ key }) => key === "status")?.values;
  const all = core
    .list("kling")
    .filter((job) => job.createdAt >= from && job.createdAt <= end_time)
    .filter((job) => statuses === undefined || statuses.includes(wordOfState(job.state)));
  const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
  const page = all.slice(start, start + limit);
  const more = start + limit < all.length;
  return {
    result: page.map((job) => currentTask(core, job)),
    count: page.length,
    next_cursor: more ? (page.at(-1)?.id ?? "") : "",
    has_more: more,
  };
}

/** The routes of the new standard: the model in the path, one way to read tasks. */
export function currentRoutes(core: Core): Hono {
  const app = new Hono();
  for (const route of routes)
    app.post(`/${route}/:model`, async (c) => {
      const refused = refuseCaller(core, c, "current");
      if (refused) return refused;
      const job = await readSubmission(route, c.req.param("model"), await readJson(c));
      const asked = refusalWord(job.prompt);
      if (asked) return asked;
      refuseDuplicate(core, job.externalId);
      const { id, status, create_time, update_time, external_id } = currentTask(
        core,
        core.accept("kling", { ...job, id: nextTaskId(core) }),
      );
      return succeed({ id, status, create_time, update_time, external_id });
    });
  app.get("/tasks", (c) => {
    const tasks = () => findTasks(core, new URL(c.req.url).searchParams).map((job) => currentTask(core, job));
    return refuseCaller(core, c, "current") ?? succeed(tasks());
  });
  app.post(
    "/tasks",
    async (c) => refuseCaller(core, c, "current") ?? succeed(listTasks(core, await readJson(c))),
  );
  return app;
}
