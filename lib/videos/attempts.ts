import { createHash } from "node:crypto";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { attempts } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { AttemptState } from "#lib/contract/video.ts";
import { settleTake } from "#lib/money/ledger.ts";
import type { Operation } from "#lib/providers/types.ts";
import { noteDearer } from "./note-dearer.ts";
import { settleDecision } from "./settle-decision.ts";

export type AttemptRow = typeof attempts.$inferSelect;

const operationSchema = z.record(z.string(), z.unknown());

/** The vendor's job as its adapter stored it. Throws where the attempt has none. */
export const operationOf = ({ operation }: Pick<AttemptRow, "operation">): Operation =>
  operationSchema.parse(operation);

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Keyed and unguessable, yet the same each time: a repeated submit names the same callback. */
export const callbackToken = (ctx: Context, attemptId: string): string =>
  ctx.parts.sealer.hash(`callback/${attemptId}`);

export const liveStates = [
  "intent",
  "accepted",
  "ambiguous",
  "adopted",
] as const satisfies readonly AttemptState[];

/** The vendor has the job, and it is followed: taken at once, or found again after its answer was lost. */
export const followedStates = ["accepted", "adopted"] as const satisfies readonly AttemptState[];
export const isFollowed = ({ state }: Pick<AttemptRow, "state">): boolean =>
  state === "accepted" || state === "adopted";

/** The one attempt that is not over, if there is one; a unique index keeps it at one. */
export async function liveAttempt(ctx: Context, videoId: string): Promise<AttemptRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.videoId, videoId), inArray(attempts.state, [...liveStates])));
  return row;
}

export async function lastAttempt(ctx: Context, videoId: string): Promise<AttemptRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(attempts)
    .where(eq(attempts.videoId, videoId))
    .orderBy(desc(attempts.number))
    .limit(1);
  return row;
}

/** The models of a round's takes, oldest first, one for each take. */
export async function modelsOfRound(
  ctx: Context,
  { id, round }: { id: string; round: number },
): Promise<string[]> {
  const rows = await ctx.db
    .select({ model: attempts.model })
    .from(attempts)
    .where(and(eq(attempts.videoId, id), eq(attempts.round, round)))
    .orderBy(asc(attempts.number));
  return rows.map(({ model }) => model);
}

const costMicrosMax = 1_000_000_000;

/** What a vendor says that a take came to, micro-USD; undefined for what no take can cost: below zero, above USD 1,000. */
export const believableCost = (told: number | null | undefined): number | undefined =>
  typeof told === "number" && Number.isInteger(told) && told >= 0 && told <= costMicrosMax ? told : undefined;

/**
 * Ends a live attempt and settles its money, at no cost unless one is given; one that is already over stays as it is.
 * Returns whether this call ended it. A lost answer ends only by what was found out; a decision that was still open
 * about it is closed.
 */
export function endAttempt(
  ctx: Context,
  attemptId: string,
  end: { state: Exclude<AttemptState, (typeof liveStates)[number]>; failure?: Failure; costMicros?: number },
): Promise<boolean> {
  const costMicros = end.costMicros ?? 0;
  return transact(ctx, async (inner) => {
    const [attempt] = await inner.db
      .update(attempts)
      .set({
        state: end.state,
        endedAt: inner.now(),
        failureCode: end.failure?.code ?? null,
        costMicros,
      })
      .where(and(eq(attempts.id, attemptId), inArray(attempts.state, [...liveStates])))
      .returning();
    if (!attempt) return false;
    await settleTake(inner, attemptId, costMicros);
    await noteDearer(inner, attempt, costMicros);
    await settleDecision(inner, attemptId, {
      outcome: end.state === "succeeded" ? "adopt" : "write_off",
      chargedMicros: end.state === "succeeded" ? null : costMicros,
      note: "Settled by what the vendor told after all.",
    });
    return true;
  });
}
