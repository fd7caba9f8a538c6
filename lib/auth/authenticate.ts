import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { users } from "#db/schema/user.ts";
import type { Context } from "#lib/context.ts";
import { Refusal } from "#lib/refusal.ts";
import { type AttemptLimit, countAttempt, forgetAttempts, forgiveAttempt } from "./attempts.ts";
import { hashPassword, isOutdated, matchesPassword } from "./password.ts";
import { sessionStamp } from "./session-token.ts";

export const accountLimit: AttemptLimit = { attemptsMax: 10, windowSeconds: 15 * 60 };
export const networkLimit: AttemptLimit = { attemptsMax: 50, windowSeconds: 15 * 60 };

export type Credentials = { email: string; password: string; network: string };
export type SignedIn = { id: string; stamp: string };

const digest = (value: string): string => createHash("sha256").update(value).digest("base64url");
const accountKey = (email: string): string => `sign-in:account:${digest(email)}`;
export const networkKey = (network: string): string => `sign-in:network:${network}`;

async function admit(ctx: Context, key: string, limit: AttemptLimit): Promise<void> {
  const { allowed, retryAt } = await countAttempt(ctx.db, key, limit, ctx.now());
  if (!allowed) throw new Refusal("too_many_attempts", undefined, { retryAt });
}

async function renewHash(ctx: Context, id: string, password: string): Promise<string> {
  const passwordHash = await hashPassword(password);
  await ctx.db.update(users).set({ passwordHash }).where(eq(users.id, id));
  return passwordHash;
}

/**
 * Checks an e-mail and password. Throws `wrong_credentials`, the same in words and time for an unknown account, a
 * suspended one and a wrong password, or `too_many_attempts` with the moment the account or network may try again.
 */
export async function authenticate(ctx: Context, given: Credentials): Promise<SignedIn> {
  const email = given.email.trim().toLowerCase();
  await admit(ctx, networkKey(given.network), networkLimit);
  await admit(ctx, accountKey(email), accountLimit);
  const [user] = await ctx.db.select().from(users).where(eq(users.email, email)).limit(1);
  const matches = await matchesPassword(user?.passwordHash ?? null, given.password);
  if (!user?.passwordHash || !matches || user.suspendedAt) throw new Refusal("wrong_credentials");
  await forgetAttempts(ctx.db, accountKey(email));
  await forgiveAttempt(ctx.db, networkKey(given.network));
  const passwordHash = isOutdated(user.passwordHash)
    ? await renewHash(ctx, user.id, given.password)
    : user.passwordHash;
  return { id: user.id, stamp: sessionStamp({ email: user.email, passwordHash }) };
}
