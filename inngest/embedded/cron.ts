import { nextTick, parseCron } from "./cron-expression.ts";
import type { Engine } from "./engine.ts";
import { insertEvent } from "./events.ts";
import { startRun } from "./runs.ts";

const lookAgainMs = 30_000;

type Due = { function_id: string; expression: string; next_at: Date };

const isoSeconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");

/**
 * Keeps one row for each cron trigger of the registered functions. A known row keeps its next tick, so that a tick
 * which came while no engine ran is made up for once.
 */
export async function scheduleCrons(engine: Engine): Promise<void> {
  const wanted = engine.registry
    .active()
    .flatMap((config) =>
      config.triggers.flatMap((trigger) =>
        "cron" in trigger ? [{ id: config.id, cron: trigger.cron }] : [],
      ),
    );
  await engine.sql.begin(async (tx) => {
    await tx`
      delete from engine.cron where (function_id, expression) not in (
        select * from unnest(${wanted.map((row) => row.id)}::text[], ${wanted.map((row) => row.cron)}::text[]))`;
    for (const { id, cron } of wanted) {
      const next = nextTick(parseCron(cron), Date.now());
      if (next === undefined) continue;
      await tx`
        insert into engine.cron (function_id, expression, next_at)
        values (${id}, ${cron}, ${new Date(next)}) on conflict do nothing`;
    }
  });
}

async function fire(engine: Engine, due: Due): Promise<void> {
  const config = engine.registry.get(due.function_id);
  const tick = isoSeconds(due.next_at.getTime());
  const next = nextTick(parseCron(due.expression), Date.now());
  await engine.sql.begin(async (tx) => {
    if (config) {
      const data = { cron: due.expression, scheduledAt: tick, fireAt: tick };
      const event = await insertEvent(tx, "inngest/scheduled.timer", data, tick, true);
      await startRun(tx, config, event, { cronKey: JSON.stringify([due.expression, tick]) });
    }
    const { function_id: id, expression } = due;
    if (next === undefined)
      await tx`delete from engine.cron where function_id = ${id} and expression = ${expression}`;
    else
      await tx`
        update engine.cron set next_at = ${new Date(next)} where function_id = ${id} and expression = ${expression}`;
  });
  engine.poke.jobs();
}

/** Starts every function whose tick has come; milliseconds until the next tick. */
export async function fireCrons(engine: Engine): Promise<number> {
  if (engine.registry.active().length === 0) return lookAgainMs;
  const due = await engine.sql<Due>`
    select function_id, expression, next_at from engine.cron where next_at <= now() order by next_at`;
  for (const row of due) await fire(engine, row);
  const [next] = await engine.sql<{ ms: number | null }>`
    select (extract(epoch from min(next_at) - now()) * 1000)::float8 as ms from engine.cron`;
  return Math.min(Math.max(Math.ceil(next?.ms ?? lookAgainMs), 0), lookAgainMs);
}
