import { desc, eq } from "drizzle-orm";
import { rejectionReasons, reviews, users } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { ReviewReasonView, ReviewView } from "#lib/contract/review.ts";

/** Reasons a clip can be sent back for, in the order of their number keys. */
export async function readReasons(ctx: Context): Promise<ReviewReasonView[]> {
  const rows = await ctx.db.select().from(rejectionReasons).orderBy(rejectionReasons.position);
  return rows.map(({ code, label, noteRequired }) => ({ code, label, noteRequired }));
}

export async function lastReview(ctx: Context, videoId: string): Promise<ReviewView | null> {
  const [row] = await ctx.db
    .select({ review: reviews, reviewerName: users.name })
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.reviewerId))
    .where(eq(reviews.videoId, videoId))
    .orderBy(desc(reviews.id))
    .limit(1);
  if (!row) return null;
  const known = await readReasons(ctx);
  return {
    id: row.review.id,
    decision: row.review.decision,
    reasons: row.review.reasons.flatMap((code) => known.find((reason) => reason.code === code) ?? []),
    note: row.review.note,
    reviewer: { id: row.review.reviewerId, name: row.reviewerName },
    artifactSha256: row.review.artifactSha256,
    createdAt: row.review.createdAt.toISOString(),
  };
}
