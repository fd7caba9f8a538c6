import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "#db/client.ts";

export type AttemptLimit = { attemptsMax: number; windowSeconds: number };
export type AttemptCount = { allowed: boolean; attempts: number; retryAt: Date };

const row = z.object({ points: z.coerce.number(), expire: z.coerce.number() });

/**
 * Counts one attempt under a key, in one statement, so that attempts made together are counted exactly. The window
 * begins with the first attempt; `retryAt` is its end.
 */
export async function countAttempt(
  db: Queryable,
  key: string,
  limit: AttemptLimit,
  now: Date,
): Promise<AttemptCount> {
  const start = now.getTime();
  const end = start + limit.windowSeconds * 1000;
  const [counted] = await db.execute(sql`
    insert into rate_limits as held (key, points, expire) values (${key}, 1, ${end}::bigint)
    on conflict (key) do update set
      points = case when held.expire <= ${start}::bigint then 1 else held.points + 1 end,
      expire = case when held.expire <= ${start}::bigint then excluded.expire else held.expire end
    returning points, expire`);
  const { points, expire } = row.parse(counted);
  if (points === 1) await forgetExpired(db, start);
  return { allowed: points <= limit.attemptsMax, attempts: points, retryAt: new Date(expire) };
}

/** Takes one counted attempt back: it turned out to be nothing to count. */
export async function forgiveAttempt(db: Queryable, key: string): Promise<void> {
  await db.execute(sql`update rate_limits set points = greatest(points - 1, 0) where key = ${key}`);
}

export async function forgetAttempts(db: Queryable, key: string): Promise<void> {
  await db.execute(sql`delete from rate_limits where key = ${key}`);
}

/** Each new key clears away up to a hundred that are over, so that the table stays as small as its traffic. */
async function forgetExpired(db: Queryable, now: number): Promise<void> {
  await db.execute(sql`
    delete from rate_limits where key in
      (select key from rate_limits where expire <= ${now}::bigint limit 100 for update skip locked)`);
}
