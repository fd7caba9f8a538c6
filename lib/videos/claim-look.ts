import { and, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { attempts, webhookReceipts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import type { Provider } from "#lib/providers/types.ts";
import type { AttemptRow } from "./attempts.ts";
import { hints } from "./receipts.ts";
import { clockSlackMs, lookDueAt, quietSeconds, type Watched } from "./watch.ts";

/** Vendors call before their own books say the same: for so long one answer does not settle what an unsigned one told. */
const hintMs = 30_000;

/** A callback came that nobody has followed up: unread, read after the vendor was last asked, or just now as a hint. */
export async function isHinted(ctx: Context, { id, lookedAt }: AttemptRow): Promise<boolean> {
  const { appliedAt, receivedAt, verifiedBy } = webhookReceipts;
  const isNew = isNull(appliedAt);
  const isRecentHint = and(
    inArray(verifiedBy, hints),
    gt(receivedAt, new Date(ctx.now().getTime() - hintMs)),
  );
  const [receipt] = await ctx.db
    .select({ id: webhookReceipts.id })
    .from(webhookReceipts)
    .where(
      and(
        eq(webhookReceipts.attemptId, id),
        lookedAt ? or(isNew, gt(receivedAt, lookedAt), isRecentHint) : undefined,
      ),
    )
    .limit(1);
  return receipt !== undefined;
}

export const watchedOf = (
  attempt: AttemptRow,
  { card, provider, hinted }: { card: ModelCard; provider: Provider; hinted: boolean },
): Watched => ({
  card,
  acceptedAt: attempt.acceptedAt ?? attempt.createdAt,
  lookedAt: attempt.lookedAt,
  callsBack: provider.reachesUs,
  isHinted: hinted,
});

/**
 * Takes the turn to look after an attempt, unless it went on meanwhile or somebody took one less than so many seconds
 * ago. A turn in the future, left by a clock that ran ahead, does not count.
 */
export async function claimTurn(ctx: Context, attempt: AttemptRow, seconds: number): Promise<boolean> {
  const now = ctx.now();
  const { lookedAt } = attempts;
  const claimed = await ctx.db
    .update(attempts)
    .set({ lookedAt: now })
    .where(
      and(
        eq(attempts.id, attempt.id),
        eq(attempts.state, attempt.state),
        or(
          isNull(lookedAt),
          lte(lookedAt, new Date(now.getTime() - seconds * 1000)),
          gt(lookedAt, new Date(now.getTime() + clockSlackMs)),
        ),
      ),
    )
    .returning({ id: attempts.id });
  return claimed.length > 0;
}

/**
 * Takes the right to ask a job's vendor now, for one process alone and never below the card's interval. Answers 0, or
 * the seconds until asking makes sense.
 */
export async function claimLook(
  ctx: Context,
  attempt: AttemptRow,
  known: { card: ModelCard; provider: Provider; hinted: boolean },
): Promise<number> {
  const now = ctx.now();
  const watched = watchedOf(attempt, known);
  const dueAt = lookDueAt(watched, now);
  if (dueAt > now) return quietSeconds(watched, dueAt, now);
  const { pollIntervalSeconds } = known.card;
  return (await claimTurn(ctx, attempt, pollIntervalSeconds)) ? 0 : Math.max(1, pollIntervalSeconds);
}
