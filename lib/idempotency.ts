import { and, eq } from "drizzle-orm";
import { idempotencyKeys } from "#db/schema/index.ts";
import type { Context, User } from "./context.ts";
import { Refusal } from "./refusal.ts";

/** A person's Idempotency-Key, where the request carried one, with a hash of what was asked. */
export type KeyedRequest = { user: User; key: string | undefined; bodyHash: string };

/** What an earlier request with this key was answered. Throws `idempotency_mismatch` where it asked something else. */
export async function findAnswer(ctx: Context, { user, key, bodyHash }: KeyedRequest): Promise<unknown> {
  if (!key) return undefined;
  const [row] = await ctx.db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.userId, user.id), eq(idempotencyKeys.key, key)));
  if (!row) return undefined;
  if (row.bodyHash !== bodyHash)
    throw new Refusal(
      "idempotency_mismatch",
      "This Idempotency-Key belongs to a request with another body. Use a new key.",
    );
  return row.response;
}

/** Keeps the answer under its key, in the caller's transaction; false where another request holds the key. */
export async function claimKey(
  ctx: Context,
  { user, key, bodyHash }: KeyedRequest,
  response: unknown,
): Promise<boolean> {
  if (!key) return true;
  const claimed = await ctx.db
    .insert(idempotencyKeys)
    .values({ userId: user.id, key, bodyHash, response })
    .onConflictDoNothing()
    .returning();
  return claimed.length > 0;
}

/** The answer of the request that holds the key. Throws `conflict` where that one was not answered after all. */
export async function answerOfHolder(ctx: Context, request: KeyedRequest): Promise<unknown> {
  const answer = await findAnswer(ctx, request);
  if (answer) return answer;
  throw new Refusal(
    "conflict",
    "A request with this Idempotency-Key is still being answered. Send it again.",
  );
}
