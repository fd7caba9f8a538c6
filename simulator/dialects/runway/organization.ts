import { Hono } from "hono";
import { z } from "zod";
import type { Core, Job } from "#simulator/dialect.ts";
import { readJson } from "../request.ts";
import { refuseWithIssues } from "./answer.ts";
import { creditMicros } from "./price.ts";

const dayMs = 24 * 3600 * 1000;
const daysMax = 90;
export const dailyMax = 500;
export const runningMax = 3;

const usagePeriod = z.strictObject({
  startDate: z.iso.date().optional(),
  beforeDate: z.iso.date().optional(),
});

/** Tasks of a model in the last 24 hours. */
export function countToday(core: Core, model: string): number {
  return core.list("runway").filter((job) => job.model === model && core.now() - job.createdAt < dayMs)
    .length;
}

function byDay(jobs: Job[], from: number, before: number) {
  const days = new Map<string, Map<string, number>>();
  for (const job of jobs.filter(({ createdAt }) => createdAt >= from && createdAt < before)) {
    const date = new Date(job.createdAt).toISOString().slice(0, 10);
    const day = days.get(date) ?? new Map<string, number>();
    day.set(job.model, (day.get(job.model) ?? 0) + job.chargedMicros / creditMicros);
    days.set(date, day);
  }
  return [...days].map(([date, day]) => ({
    date,
    usedCredits: [...day].map(([model, amount]) => ({ model, amount })),
  }));
}

/** The account: credits left, limits of its tier, credits used by day and model. */
export function organizationRoutes(core: Core): Hono {
  const app = new Hono();
  app.get("/v1/organization", (c) => {
    const models = [...new Set(["gen4.5", "gen4_turbo", ...core.list("runway").map(({ model }) => model)])];
    const limit = { maxConcurrentGenerations: runningMax, maxDailyGenerations: dailyMax };
    return c.json({
      creditBalance: Math.floor(core.balanceMicros("runway") / creditMicros),
      tier: {
        maxMonthlyCreditSpend: 10_000,
        models: Object.fromEntries(models.map((model) => [model, limit])),
      },
      usage: {
        models: Object.fromEntries(
          models.map((model) => [model, { dailyGenerations: countToday(core, model) }]),
        ),
      },
    });
  });
  app.post("/v1/organization/usage", async (c) => {
    const parsed = usagePeriod.safeParse(await readJson(c));
    if (!parsed.success) return refuseWithIssues(parsed.error.issues);
    const before = parsed.data.beforeDate ? Date.parse(parsed.data.beforeDate) : core.now() + dayMs;
    const from = parsed.data.startDate ? Date.parse(parsed.data.startDate) : before - 30 * dayMs;
    if (before - from > daysMax * dayMs)
      return refuseWithIssues([{ code: "custom", path: ["startDate"], message: `At most ${daysMax} days` }]);
    const results = byDay(core.list("runway"), from, before);
    const models = new Set(results.flatMap(({ usedCredits }) => usedCredits.map(({ model }) => model)));
    return c.json({ models: [...models], results });
  });
  return app;
}
