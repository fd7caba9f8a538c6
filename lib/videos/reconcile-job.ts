import { eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { Provider } from "#lib/providers/types.ts";
import { type AttemptRow, operationOf } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { deliveryTold } from "./receipts.ts";

/** `unknown`: the vendor did not answer. `lost`: its list holds no such job, or it keeps none. */
export type Reconciled = "delivered" | "found" | "unknown" | "lost";

async function search(provider: Provider, attempt: AttemptRow): Promise<Reconciled> {
  try {
    const found = await provider.findByToken?.(attempt.id);
    if (found?.kind !== "accepted") return "lost";
    const own = attempt.jobId ?? provider.jobIdOf(operationOf(attempt));
    return provider.jobIdOf(found.operation) === own ? "found" : "lost";
  } catch (error) {
    log("videos").warn({ attemptId: attempt.id, err: error }, "the vendor's list did not answer");
    return "unknown";
  }
}

const result: Record<Reconciled, string | undefined> = {
  delivered: "A signed callback had told of the finished clip.",
  found: "The vendor's list still holds the job.",
  unknown: undefined,
  lost: "Neither the vendor's list nor a callback knows of the job.",
};

/**
 * Looks everywhere else for a job that the vendor's own address for it does not know, three looks in a row: in the
 * signed callbacks, then in the vendor's list. Found there it counts as known again.
 */
export async function reconcileJob(
  ctx: Context,
  provider: Provider,
  attempt: AttemptRow,
): Promise<Reconciled> {
  const { id: attemptId, jobId } = attempt;
  const about = { attemptId, cause: `job ${jobId}`, jobId: jobId ?? undefined };
  await noteFinding(ctx, {
    ...about,
    kind: "missing",
    detail: "Asked three times in a row, the vendor said that it knows no such job.",
  });
  const reconciled = (await deliveryTold(ctx, provider, attempt))
    ? "delivered"
    : await search(provider, attempt);
  const detail = result[reconciled];
  if (detail)
    await noteFinding(ctx, { ...about, kind: "searched", cause: `${about.cause} ${reconciled}`, detail });
  if (reconciled === "found")
    await ctx.db.update(attempts).set({ missingLooks: 0 }).where(eq(attempts.id, attemptId));
  return reconciled;
}
