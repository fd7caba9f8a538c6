import type { Engine } from "./engine.ts";
import { rescueRuns } from "./rescue.ts";

const batch = 500;
const againMs = 100;
const lookAgainMs = 10 * 60_000;

/** Looks after runs that have nothing to do, and removes finished runs and used events older than the retention, a small batch at a time; ms until the next. */
export async function prune(engine: Engine): Promise<number> {
  await rescueRuns(engine);
  const { sql, settings } = engine;
  const days = settings.retentionDays;
  const runs = await sql`
    delete from engine.run where id in (
      select id from engine.run where ended_at < now() - ${days} * interval '1 day' limit ${batch})`;
  const events = await sql`
    delete from engine.event where id in (
      select e.id from engine.event e
      where e.received_at < now() - ${days} * interval '1 day' and e.dispatched
        and not exists (select from engine.run r where r.event_id = e.id)
      order by e.received_at limit ${batch})`;
  const keys = await sql`
    delete from engine.run_key where (function_id, key) in (
      select function_id, key from engine.run_key where expires_at < now() limit ${batch})`;
  return [runs, events, keys].some((rows) => rows.count === batch) ? againMs : lookAgainMs;
}
