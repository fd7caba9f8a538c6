import { Hono } from "hono";
import { z } from "zod";
import { type Core, Refused } from "#simulator/dialect.ts";
import { parseOrRefuse, readJson } from "../request.ts";
import { refuseCaller } from "./access.ts";
import { succeed } from "./answer.ts";

const unitMicros = 140_000;
const period = z.object({
  start_time: z.coerce.number().int(),
  end_time: z.coerce.number().int(),
  resource_pack_name: z.string().optional(),
});
const page = z.strictObject({
  start_time: z.int().optional(),
  end_time: z.int().optional(),
  cursor: z.string().optional(),
  limit: z.int().min(1).max(500).default(100),
});

function packs(core: Core) {
  const remaining = core.balanceMicros("kling") / unitMicros;
  const spent = core.list("kling").reduce((sum, job) => sum + job.chargedMicros, 0) / unitMicros;
  const started = core.now() - 24 * 3600 * 1000;
  return [
    {
      resource_pack_name: "Video Generation - simulated",
      resource_pack_id: "simulated",
      resource_pack_type: "decreasing_total",
      total_quantity: remaining + spent,
      remaining_quantity: remaining,
      purchase_time: started,
      effective_time: started,
      invalid_time: started + 365 * 24 * 3600 * 1000,
      status: remaining > 0 ? "online" : "runOut",
    },
  ];
}

function deductions(core: Core) {
  const currency = "USD";
  let after = core.balanceMicros("kling");
  return core
    .list("kling")
    .filter((job) => job.chargedMicros > 0)
    .map((job) => {
      const before = after + job.chargedMicros;
      const row = {
        task_id: job.id,
        api_key_name: "simulated",
        model_name: job.model,
        resolution: `${Math.min(job.width, job.height)}p`,
        duration: String(job.durationSeconds),
        deduction_amount: (job.chargedMicros / 1e6).toFixed(4),
        balance_before: (before / 1e6).toFixed(4),
        balance_after: (after / 1e6).toFixed(4),
        currency,
      };
      after = before;
      return row;
    });
}

/** What is left and what was spent; `costs` may be asked once a second. */
export function accountRoutes(core: Core): Hono {
  const app = new Hono();
  let lastCosts = 0;
  app.get("/account/costs", (c) => {
    const refused = refuseCaller(core, c, "legacy");
    if (refused) return refused;
    parseOrRefuse(period, c.req.query());
    const now = core.now();
    if (now - lastCosts < 1000) throw new Refused("rate", "API rate limit exceeded");
    lastCosts = now;
    return succeed({ code: 0, msg: "SUCCEED", resource_pack_subscribe_infos: packs(core) });
  });
  app.post("/account/billing/balance", async (c) => {
    const refused = refuseCaller(core, c, "current");
    if (refused) return refused;
    const { limit } = parseOrRefuse(page, await readJson(c));
    const detail = deductions(core).slice(0, limit);
    return succeed({ result: { detail }, count: detail.length, next_cursor: "", has_more: false });
  });
  return app;
}
