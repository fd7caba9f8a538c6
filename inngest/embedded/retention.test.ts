import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing/database.ts";
import { log as loggerFor } from "#lib/log.ts";
import { openDatabase, type Sql } from "./database.ts";
import type { Engine } from "./engine.ts";
import { migrateEngine } from "./migrate.ts";
import { createRegistry } from "./registry.ts";
import { prune } from "./retention.ts";

let database: TestDatabase;
let sql: Sql;
let engine: Engine;

beforeAll(async () => {
  database = await createTestDatabase();
  const log = loggerFor("test");
  sql = openDatabase(database.url, log);
  await Promise.all([migrateEngine(sql), migrateEngine(sql), migrateEngine(sql)]);
  await sql`insert into engine.app values ('a', '', '', '', now())`;
  await sql`insert into engine.function values ('f', 'a', '{}', true)`;
  const none = () => {};
  engine = {
    sql,
    log,
    registry: createRegistry(),
    poke: { events: none, jobs: none, waits: none, crons: none },
    settings: {
      databaseUrl: database.url,
      port: 0,
      appUrl: "http://127.0.0.1",
      eventKey: "",
      signingKey: "",
      backoffSeconds: [1],
      checkpointing: true,
      retentionDays: 14,
    },
  };
});
afterAll(async () => {
  await sql.end();
  await database.close();
});

async function addRuns(name: string, daysOld: number, status: string, count = 1): Promise<void> {
  await sql`
    insert into engine.event (id, name, payload, dispatched, received_at)
    select 'event ' || ${name}::text || case when ${count} > 1 then ' ' || nr else '' end, 'x', '{}', true,
      now() - ${daysOld}::int * interval '1 day'
    from generate_series(1, ${count}::int) nr`;
  await sql`
    insert into engine.run (id, function_id, event_id, status, ended_at)
    select substr(id, 7), 'f', id, ${status}, case when ${status}::text <> 'running' then received_at end
    from engine.event where id like ${`event ${name}%`}`;
  await sql`
    insert into engine.step (run_id, step_id, op, name, value, position)
    select id, 's', 'StepRun', 's', '1', 1 from engine.run where id like ${`${name}%`}`;
}

const ids = async (table: "run" | "event" | "job") => {
  const rows =
    table === "run"
      ? await sql<{ id: string }>`select id from engine.run order by id`
      : table === "event"
        ? await sql<{ id: string }>`select id from engine.event order by id`
        : await sql<{ id: string }>`select run_id as id from engine.job order by run_id`;
  return rows.map((row) => row.id);
};

describe("retention", () => {
  it("removes what ended long ago with its steps and events, in batches, and nothing that runs", async () => {
    await addRuns("old", 15, "completed", 1100);
    await addRuns("young", 13, "failed");
    await addRuns("running", 400, "running");
    expect(await prune(engine)).toBeLessThan(1000);
    for (let turns = 0; (await prune(engine)) < 1000 && turns < 10; turns++);
    expect(await ids("run")).toEqual(["running", "young"]);
    expect(await ids("event")).toEqual(["event running", "event young"]);
    const [steps] = await sql<{ count: number }>`select count(*)::int as count from engine.step`;
    expect(steps?.count).toBe(2);
  });

  it("calls a running run again that has neither a call to make nor anything to wait for", async () => {
    await addRuns("sleeping", 0, "running");
    await sql`insert into engine.wait (run_id, step_id, kind, expires_at) values ('sleeping', 'n', 'sleep', now() + interval '1 day')`;
    await addRuns("only cancelable", 0, "running");
    await sql`insert into engine.wait (run_id, step_id, kind) values ('only cancelable', 'cancel:0', 'cancel')`;
    await prune(engine);
    expect(await ids("job")).toEqual(["only cancelable", "running"]);
  });
});
