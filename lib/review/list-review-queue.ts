import { and, asc, count, eq, gt, gte, min, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import { reviews, videos } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import { instant } from "#lib/contract/instant.ts";
import type { ReviewQueueView, reviewQueueInput } from "#lib/contract/queue.ts";
import { periodOf } from "#lib/money/quota.ts";
import { Refusal } from "#lib/refusal.ts";
import { summaryViews } from "#lib/videos/video-views.ts";
import { readReasons } from "./last-review.ts";

const cursorSchema = z.tuple([instant, z.string()]);

function afterCursor(cursor: string | undefined) {
  if (!cursor) return undefined;
  const parsed = cursorSchema.safeParse(cursor.split("|"));
  if (!parsed.success)
    throw new Refusal("invalid_input", "This cursor does not belong here.", {
      errors: [{ path: "cursor", message: "Use nextCursor as it came." }],
    });
  const [at, id] = parsed.data;
  return or(
    gt(videos.completedAt, new Date(at)),
    and(eq(videos.completedAt, new Date(at)), gt(videos.id, id)),
  );
}

async function decidedToday(ctx: Context, reviewerId: string) {
  const since = new Date(`${periodOf("day", ctx.now())}T00:00:00Z`);
  const [row] = await ctx.db
    .select({
      decisions: count(),
      medianSeconds: sql<
        number | null
      >`percentile_cont(0.5) within group (order by ${reviews.waitedSeconds})`.mapWith((value) =>
        value === null ? null : Number(value),
      ),
    })
    .from(reviews)
    .where(and(eq(reviews.reviewerId, reviewerId), gte(reviews.createdAt, since)));
  return { decisions: row?.decisions ?? 0, medianSeconds: row?.medianSeconds ?? null };
}

/** Videos that wait for a decision, oldest first. The reviewer's own are left out and counted. */
export async function listReviewQueue(
  ctx: Context,
  input: z.output<typeof reviewQueueInput>,
): Promise<ReviewQueueView> {
  const reviewer = permit(ctx, "reviews:decide");
  const waiting = and(eq(videos.status, "completed"), ne(videos.ownerId, reviewer.id));
  const [rows, [total], [own], today, reasons] = await Promise.all([
    ctx.db
      .select()
      .from(videos)
      .where(and(waiting, afterCursor(input.cursor)))
      .orderBy(asc(videos.completedAt), asc(videos.id))
      .limit(input.limit + 1),
    ctx.db
      .select({ waiting: count(), oldest: min(videos.completedAt) })
      .from(videos)
      .where(waiting),
    ctx.db
      .select({ waiting: count() })
      .from(videos)
      .where(and(eq(videos.status, "completed"), eq(videos.ownerId, reviewer.id))),
    decidedToday(ctx, reviewer.id),
    readReasons(ctx),
  ]);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: await summaryViews(ctx, reviewer, shown),
    waiting: total?.waiting ?? 0,
    ownWaiting: own?.waiting ?? 0,
    oldestAt: total?.oldest?.toISOString() ?? null,
    decidedToday: today.decisions,
    medianDecisionSeconds: today.medianSeconds,
    reasons,
    nextCursor:
      rows.length > input.limit && last?.completedAt ? `${last.completedAt.toISOString()}|${last.id}` : null,
  };
}
