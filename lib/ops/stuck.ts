import { and, asc, count, eq, inArray, isNotNull, lt, or } from "drizzle-orm";
import { attemptFindings, attempts, users, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { OverviewView } from "#lib/contract/health.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { followedStates } from "#lib/videos/attempts.ts";

const stuckListMax = 50;
/** A finished clip that could not be copied for so long needs somebody: vendors delete theirs after an hour or a day. */
const uncopiedMs = 300_000;

const isPast = (ctx: Context) => lt(videos.deadlineAt, ctx.now());

/** The finding of the take in work that its finished clip could not be copied, once it is old enough to matter. */
const ofUncopied = (ctx: Context) =>
  and(
    eq(attemptFindings.attemptId, attempts.id),
    eq(attemptFindings.kind, "uncopied"),
    lt(attemptFindings.createdAt, new Date(ctx.now().getTime() - uncopiedMs)),
  );

const ofFollowed = and(eq(attempts.videoId, videos.id), inArray(attempts.state, [...followedStates]));

const isStuck = (ctx: Context) =>
  and(inArray(videos.status, [...activeStatuses]), or(isPast(ctx), isNotNull(attemptFindings.id)));

/** How many videos are unfinished past their absolute deadline, or wait for their finished clip to be copied. */
export async function countStuck(ctx: Context): Promise<number> {
  const [row] = await ctx.db
    .select({ videos: count() })
    .from(videos)
    .leftJoin(attempts, ofFollowed)
    .leftJoin(attemptFindings, ofUncopied(ctx))
    .where(isStuck(ctx));
  return row?.videos ?? 0;
}

/** The first of them, by their deadline, with what holds them and since when. */
export async function readStuck(ctx: Context): Promise<OverviewView["stuck"]> {
  const now = ctx.now();
  const rows = await ctx.db
    .select({ video: videos, ownerName: users.name, uncopiedAt: attemptFindings.createdAt })
    .from(videos)
    .innerJoin(users, eq(users.id, videos.ownerId))
    .leftJoin(attempts, ofFollowed)
    .leftJoin(attemptFindings, ofUncopied(ctx))
    .where(isStuck(ctx))
    .orderBy(asc(videos.deadlineAt))
    .limit(stuckListMax);
  return rows.map(({ video, ownerName, uncopiedAt }) => ({
    id: video.id,
    status: video.status,
    ownerName,
    model: video.model,
    since: video.roundAt.toISOString(),
    because: uncopiedAt ? "uncopied" : "deadline",
    stuckSeconds: Math.round((now.getTime() - (uncopiedAt ?? video.deadlineAt).getTime()) / 1000),
  }));
}
