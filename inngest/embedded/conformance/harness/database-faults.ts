import postgres from "postgres";
import { until } from "./until.ts";

/** Reaches behind the engine's back, into its database. */
export function openFaults(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  const engines = () => sql`application_name = 'dailies-engine' and datname = current_database()`;
  return {
    sql,
    /** Cuts every connection the engine has, as a restart of Postgres does. */
    cutConnections: async () => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where ${engines()}`;
    },
    /** Holds the run of `subject` locked, so that whatever stores into it stands still in the middle. */
    holdRun: async (subject: string) => {
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const held = await new Promise<{ done: Promise<unknown> }>((resolve, reject) => {
        const done = sql.begin(async (tx) => {
          await tx`
            select r.id from engine.run r join engine.event e on e.id = r.event_id
            where e.payload #>> '{data,subject}' = ${subject} for update of r`;
          resolve({ done: released });
          await released;
        });
        done.catch(reject);
      });
      await until("the hold", () => held !== undefined);
      return release;
    },
    /** Waits until the engine stands still inside a transaction, waiting for a lock. */
    engineBlocked: () =>
      until("the engine to wait for a lock", async () => {
        const rows = await sql`select from pg_stat_activity where ${engines()} and wait_event_type = 'Lock'`;
        return rows.length > 0;
      }),
    close: () => sql.end({ timeout: 1 }),
  };
}
