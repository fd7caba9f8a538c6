import { and, eq, isNull, lte, or } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { AttemptRow } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { noteWaiting } from "./note-waiting.ts";
import { lockVideo } from "./transition.ts";

/** Short, so that what a crash left is taken up soon; the holder renews it for as long as the vendor is answering. */
export const leaseSeconds = 12;
const renewMs = 4_000;
/** Above every timeout of a submission together: uploads of pictures, a token, the call itself. */
const renewalsMax = 75;

export const leaseFrom = (now: Date): Date => new Date(now.getTime() + leaseSeconds * 1000);

/** Seconds for which somebody may still be sending this attempt; 0 once its lease has run out. */
export const leaseLeft = ({ leasedUntil }: AttemptRow, now: Date): number =>
  leasedUntil ? Math.max(0, Math.ceil((leasedUntil.getTime() - now.getTime()) / 1000)) : 0;

/** Makes the lease last from now on; false where somebody has taken the attempt up, and nothing may be sent any more. */
export async function renewLease(ctx: Context, attempt: AttemptRow): Promise<boolean> {
  const renewed = await ctx.db
    .update(attempts)
    .set({ leasedUntil: leaseFrom(ctx.now()) })
    .where(and(eq(attempts.id, attempt.id), eq(attempts.fence, attempt.fence), eq(attempts.state, "intent")))
    .returning({ id: attempts.id });
  return renewed.length > 0;
}

/** Holds the attempt's lease while `work` runs. Losing it stops nothing: the end of the submission asks the fence. */
export async function holdLease<T>(ctx: Context, attempt: AttemptRow, work: () => Promise<T>): Promise<T> {
  let renewals = 0;
  const timer = setInterval(() => {
    if (++renewals > renewalsMax) return clearInterval(timer);
    renewLease(ctx, attempt).catch((error: unknown) => {
      log("videos").warn({ attemptId: attempt.id, err: error }, "a lease could not be renewed");
    });
  }, renewMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/**
 * Takes up a submission whose holder went away: the fence rises, so that the holder cannot write its end any more, and
 * the attempt counts as unanswered. Undefined where somebody holds it, or its end is known.
 */
export function takeUp(ctx: Context, attempt: AttemptRow): Promise<AttemptRow | undefined> {
  return transact(ctx, async (inner) => {
    await lockVideo(inner, attempt.videoId);
    const [taken] = await inner.db
      .update(attempts)
      .set({ state: "ambiguous", fence: attempt.fence + 1, failureCode: "submit_ambiguous" })
      .where(
        and(
          eq(attempts.id, attempt.id),
          eq(attempts.fence, attempt.fence),
          eq(attempts.state, "intent"),
          or(isNull(attempts.leasedUntil), lte(attempts.leasedUntil, inner.now())),
        ),
      )
      .returning();
    if (!taken) return undefined;
    await noteWaiting(inner, taken, "vendor_answer");
    await noteFinding(inner, {
      attemptId: attempt.id,
      kind: "answer_lost",
      cause: `fence ${taken.fence}`,
      detail: "The process that sent it went away before the vendor's answer was kept.",
    });
    return taken;
  });
}
