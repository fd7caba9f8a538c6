import { sql } from "drizzle-orm";
import { noteProgress } from "../figures.ts";
import type { World } from "../world/world.ts";

const tellMs = 10_000;

/** How the videos ended, most first. */
export async function endsOf(world: World): Promise<string> {
  const rows = await world.db.execute(sql`
    select v.status || coalesce(' (' || v.failure_code || ')', '') as "end", count(*)::int as count
    from videos v group by 1 order by 2 desc`);
  return [...rows].map(({ end, count }) => `${count} ${end}`).join(", ");
}

/** Tells every few seconds how far the videos are, until it is stopped. */
export function tellEnds(world: World): () => void {
  const begun = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    endsOf(world).then(
      (ends) => noteProgress(`double spend, ${seconds} s: ${ends}`),
      (error) => noteProgress(`double spend, ${seconds} s: ${error}`),
    );
  }, tellMs);
  return () => clearInterval(timer);
}
