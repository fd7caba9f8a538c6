import { and, eq, isNull, lte, or } from "drizzle-orm";
import { cookies } from "next/headers";
import { cache } from "react";
import type { Queryable } from "#db/client.ts";
import { users } from "#db/schema/user.ts";
import type { Actor } from "#lib/context.ts";
import { env } from "#lib/env.ts";
import { database } from "#lib/services.ts";
import { readSessionToken, type SessionToken, sessionCookieName, sessionStamp } from "./session-token.ts";

const anonymous: Actor = { kind: "anonymous" };
const seenEveryMs = 60_000;

async function noteSeen(db: Queryable, id: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - seenEveryMs);
  await db
    .update(users)
    .set({ lastSeenAt: now })
    .where(and(eq(users.id, id), or(isNull(users.lastSeenAt), lte(users.lastSeenAt, before))));
}

/** The person behind a session as the database knows them now; a suspended or removed one is nobody. */
export async function actorOfToken(
  db: Queryable,
  token: SessionToken | undefined,
  now: Date,
): Promise<Actor> {
  if (!token) return anonymous;
  const [user] = await db.select().from(users).where(eq(users.id, token.sub)).limit(1);
  if (!user || user.suspendedAt || sessionStamp(user) !== token.stamp) return anonymous;
  const stale = !user.lastSeenAt || now.getTime() - user.lastSeenAt.getTime() >= seenEveryMs;
  if (stale) await noteSeen(db, user.id, now);
  return { kind: "user", id: user.id, name: user.name, role: user.role };
}

/** Who makes this request, read afresh: role and suspension hold from the next request on. */
export const currentActor = cache(async (): Promise<Actor> => {
  const settings = env();
  const cookie = (await cookies()).get(sessionCookieName(settings.APP_URL))?.value;
  return actorOfToken(database(), await readSessionToken(cookie, settings.NEXTAUTH_SECRET), new Date());
});
