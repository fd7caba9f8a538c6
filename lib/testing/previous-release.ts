import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import { z } from "zod";
import { administer, databaseUrl } from "#db/testing/template.ts";

const lastMigration = "0004_noted_videos";
const migrations = resolve(import.meta.dirname, "../../db/migrations");

const journalSchema = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });

/** Brings an empty database up to the schema of the release before attempts had a ledger. */
async function migrateAsBefore(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const folder = mkdtempSync(join(tmpdir(), "dailies-migrations-"));
  try {
    cpSync(migrations, folder, { recursive: true });
    const path = join(folder, "meta", "_journal.json");
    const journal = journalSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    const last = journal.entries.findIndex(({ tag }) => tag === lastMigration);
    writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
    await migrate(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await sql.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A database as the previous release left it, empty; drop it when done. */
export async function createPreviousDatabase() {
  const adminUrl = inject("adminUrl");
  const name = `previous_${randomBytes(6).toString("hex")}`;
  await administer(adminUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const url = databaseUrl(adminUrl, name);
  await migrateAsBefore(url);
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  return {
    url,
    sql,
    async close() {
      await sql.end();
      await administer(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

type Move = readonly [type: string, to: string];

/** A video of the previous release with its whole history; of `age` hours, past its deadline by all but one of them. */
export async function previousVideo(
  sql: Sql,
  {
    id,
    age = 3,
    moves,
    failure = null,
  }: { id: string; age?: number; moves: readonly Move[]; failure?: string | null },
): Promise<void> {
  await sql`
    insert into videos (id, owner_id, workflow_type, status, prompt_hash, aspect_ratio, width, height,
      duration_seconds, tier, seed, model_choice, model, deadline_at, created_at, price_max_micros)
    values (${id}, 'usr_maker', 'text_to_video', 'queued', 'hash', '16:9', 1280, 720, 5, 'draft', 1, 'auto', 'm',
      ${hoursAgo(age - 1)}, ${hoursAgo(age)}, 400000)`;
  await sql`insert into prompts (video_id, sealed) values (${id}, 'sealed')`;
  let status = "queued";
  const event = (
    sequence: number,
    type: string,
    before: string | null,
    after: string,
    code: string | null,
  ) => sql`
    insert into video_events (video_id, sequence, type, previous_status, new_status, source, cause, message, error_code)
    values (${id}, ${sequence}, ${type}, ${before}, ${after}, 'worker', ${`cause ${sequence}`}, 'm', ${code})`;
  await event(0, "created", null, status, null);
  for (const [index, [type, to]] of moves.entries()) {
    const code = to === "failed" ? failure : null;
    await sql.unsafe("update videos set status = $2, failure_code = $3 where id = $1", [id, to, code]);
    await event(index + 1, type, status, to, code);
    status = to;
  }
}

type PreviousAttempt = {
  id: string;
  videoId: string;
  state: string;
  number?: number;
  provider?: string;
  operation?: Record<string, string>;
  failure?: string | null;
  costMicros?: number;
};

const live = new Set(["intent", "accepted", "ambiguous"]);

/** An attempt of the previous release, priced at 300,000 micro-USD. */
export async function previousAttempt(
  sql: Sql,
  {
    id,
    videoId,
    state,
    number = 1,
    provider = "kling",
    operation,
    failure = null,
    costMicros = 0,
  }: PreviousAttempt,
): Promise<void> {
  const endedAt = live.has(state) ? null : hoursAgo(2);
  await sql`
    insert into attempts (id, video_id, number, round, provider, model, state, token_hash, operation, failure_code,
      price_micros, cost_micros, deadline_at, created_at, accepted_at, ended_at)
    values (${id}, ${videoId}, ${number}, 1, ${provider}, 'kling-3.0-turbo', ${state}, ${id},
      ${operation ? sql.json(operation) : null}, ${failure}, 300000, ${costMicros}, ${hoursAgo(2)}, ${hoursAgo(3)},
      ${operation ? hoursAgo(3) : null}, ${endedAt})`;
}
