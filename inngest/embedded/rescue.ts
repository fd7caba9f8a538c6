import type { Engine } from "./engine.ts";
import { discovery } from "./jobs.ts";

/**
 * Every change of a run is one transaction that leaves it a call to make or something to wait for. A run that has
 * neither would never end; it is called again, and logged, because only a fault of the engine can bring it there.
 */
export async function rescueRuns({ sql, log, poke }: Engine): Promise<void> {
  const stranded = await sql<{ run_id: string }>`
    insert into engine.job (run_id, step_id, lanes)
    select r.id, ${discovery}, r.lanes from engine.run r
    where r.status = 'running'
      and not exists (select from engine.job j where j.run_id = r.id)
      and not exists (
        select from engine.wait w where w.run_id = r.id and w.kind in ('sleep', 'event', 'invoke'))
    on conflict do nothing returning run_id`;
  if (stranded.count === 0) return;
  log.error({ runs: stranded.map((row) => row.run_id) }, "runs had nothing to do next; calling them again");
  poke.jobs();
}
