import type { EngineHealth } from "#lib/contract/engine.ts";
import type { Engine } from "./engine.ts";
import type { SyncState } from "./sync.ts";

/** What an administrator needs to know about the engine at one glance. */
export async function readHealth(
  engine: Engine,
  appReachable: boolean,
  sync: SyncState,
): Promise<EngineHealth> {
  const [due] = await engine.sql<{ count: number; oldest: number | null }>`
    select count(*)::int as count, extract(epoch from now() - min(run_at))::float8 as oldest
    from engine.job where claim is null and run_at <= now()`;
  return {
    functions: engine.registry.active().length,
    jobsDue: due?.count ?? 0,
    oldestDueSeconds: due?.oldest ?? null,
    appReachable: appReachable && sync.fault === null,
    lastSyncAt: sync.at?.toISOString() ?? null,
  };
}
