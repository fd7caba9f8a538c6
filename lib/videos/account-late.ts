import { and, eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { FindingKind } from "#lib/contract/incident.ts";
import { log } from "#lib/log.ts";
import { chargeLate } from "#lib/money/ledger.ts";
import type { Observation } from "#lib/providers/types.ts";
import { type AttemptRow, believableCost, liveStates } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { noteDearer } from "./note-dearer.ts";
import { wasDelivered } from "./was-delivered.ts";

type End = Exclude<Observation, { kind: "pending" }>;

/** How a job's own end reads when its take was already over. */
export const lateWords: Record<End["kind"], string> = {
  succeeded: "The vendor finished the clip after this take had ended, so it was not used.",
  failed: "The vendor reported after this take had ended that the job had failed.",
  canceled: "The vendor reported that the job was stopped.",
  missing: "The vendor does not know the job any more.",
};

/** What a job came to when it ended, micro-USD: what its vendor says, else its price if it delivered, else nothing. */
export function chargedFor(seen: End, attempt: AttemptRow): number {
  if (seen.kind === "succeeded") return believableCost(seen.costMicros) ?? attempt.priceMicros;
  if (seen.kind === "failed") return believableCost(seen.failure.chargedMicros) ?? 0;
  return seen.kind === "canceled" ? (believableCost(seen.chargedMicros) ?? 0) : 0;
}

const failedStates: readonly string[] = ["failed_retryable", "failed_permanent"];

/** Undefined where the report says what the take ended with anyway. */
function findingFor(attempt: AttemptRow, seen: End): { kind: FindingKind; cause: string } | undefined {
  if (attempt.state === "succeeded")
    return seen.kind === "failed" || seen.kind === "canceled"
      ? { kind: "contradicted", cause: `then ${seen.kind}` }
      : undefined;
  if (failedStates.includes(attempt.state))
    return seen.kind === "succeeded" && !wasDelivered(attempt.failureCode)
      ? { kind: "contradicted", cause: `then ${seen.kind}` }
      : undefined;
  return { kind: "late_report", cause: lateEnd };
}

/** Cause of the finding that closes the account of a take which ended before its vendor did. */
export const lateEnd = "end";

/**
 * Notes what a vendor says of a job whose take has ended: the first end stands, and the people's state is left alone.
 * What it takes for a job that was ended at no cost is booked once, micro-USD. Returns whether this call noted or
 * booked anything; a take that is not over, or a job that still runs, changes nothing.
 */
export function accountLate(
  ctx: Context,
  { attemptId, seen }: { attemptId: string; seen: Observation },
): Promise<boolean> {
  requireSystem(ctx);
  return transact(ctx, async (inner) => {
    const [attempt] = await inner.db.select().from(attempts).where(eq(attempts.id, attemptId)).for("update");
    if (!attempt || seen.kind === "pending") return false;
    if (liveStates.some((live) => live === attempt.state)) return false;
    const finding = findingFor(attempt, seen);
    const mayCost = attempt.costMicros === 0 && (finding || seen.kind === "failed");
    const costMicros = mayCost ? chargedFor(seen, attempt) : 0;
    if (costMicros > 0) {
      await inner.db
        .update(attempts)
        .set({ costMicros })
        .where(and(eq(attempts.id, attemptId), eq(attempts.costMicros, 0)));
      await chargeLate(inner, attemptId, costMicros);
    }
    const about = { attemptId, detail: lateWords[seen.kind], jobId: attempt.jobId ?? undefined };
    const noted = finding ? await noteFinding(inner, { ...about, ...finding }) : false;
    await noteDearer(inner, attempt, costMicros);
    if (noted && finding?.kind === "contradicted")
      log("videos").error(
        { attemptId, state: attempt.state, said: seen.kind },
        "a vendor contradicted itself",
      );
    return noted || costMicros > 0;
  });
}
