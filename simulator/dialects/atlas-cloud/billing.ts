import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import type { Core, Job } from "#simulator/dialect.ts";
import { parseOrRefuse, requireKey } from "../request.ts";

const name = "atlas-cloud";
const usd = (micros: number) => ({ value: (micros / 1e6).toFixed(6), currency: "usd" });
const dayMs = 24 * 3600 * 1000;

const period = z.object({
  start_date: z.iso.date(),
  end_date: z.iso.date().optional(),
  scope: z.enum(["self", "account"]).default("self"),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  page: z.string().optional(),
});

function balanceBody(core: Core) {
  const micros = core.balanceMicros(name);
  return {
    object: "balance",
    scope: "account",
    account: { id: "acc_sim", name: "Simulated", type: "team" },
    available: usd(micros),
    cash: usd(micros),
    bonus: usd(0),
    frozen: usd(0),
    credit_grant: { status: "none" },
    request_id: randomUUID(),
  };
}

function byDay(
  core: Core,
  query: Record<string, string>,
  object: string,
  row: (model: string, jobs: Job[]) => object,
) {
  const { start_date, end_date, scope, limit } = parseOrRefuse(period, query);
  const from = Date.parse(start_date);
  const before = end_date === undefined ? core.now() + 1 : Date.parse(end_date);
  const days = new Map<string, Job[]>();
  for (const job of core.list(name).filter(({ createdAt }) => createdAt >= from && createdAt < before)) {
    const date = new Date(job.createdAt).toISOString().slice(0, 10);
    days.set(date, [...(days.get(date) ?? []), job]);
  }
  const data = [...days].slice(0, limit).map(([date, jobs]) => ({
    object: `${object}.day`,
    date,
    start_at: Date.parse(date) / 1000,
    end_at: (Date.parse(date) + dayMs) / 1000,
    partial: Date.parse(date) + dayMs > core.now(),
    results: [...new Set(jobs.map(({ model }) => model))].map((model) =>
      row(
        model,
        jobs.filter((job) => job.model === model),
      ),
    ),
  }));
  return { object, scope, data, has_more: false, next_page: null, request_id: randomUUID() };
}

/** Balance, usage and costs under the key that generates. */
export function billingRoutes(core: Core): Hono {
  const app = new Hono();
  app.use("*", async (c, next) => {
    requireKey(c);
    await next();
  });
  app.get("/balance", (c) => c.json(balanceBody(core)));
  app.get("/model-usage", (c) =>
    c.json(byDay(core, c.req.query(), "model_usage", (model, jobs) => ({ model, requests: jobs.length }))),
  );
  app.get("/model-costs", (c) => {
    const total = (jobs: Job[]) => jobs.reduce((sum, job) => sum + job.chargedMicros, 0);
    return c.json(
      byDay(core, c.req.query(), "model_costs", (model, jobs) => ({ model, amount: usd(total(jobs)) })),
    );
  });
  return app;
}
