import { and, eq, inArray, isNull, lte, notExists, or, sql } from "drizzle-orm";
import { attempts, decisions, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { cardOf } from "#lib/models/cards.ts";
import { waitSecondsMax } from "./after-failure.ts";
import { type AttemptRow, isFollowed, liveStates } from "./attempts.ts";
import { isHinted, watchedOf } from "./claim-look.ts";
import type { VideoRow } from "./transition.ts";
import { lookDelaySeconds, lookDueAt, lostStep } from "./watch.ts";

const batch = 200;
const quietMs = 120_000;
/** A submission that is looked for is looked for this often at least. */
const searchSeconds = 60;

type Waiting = { video: VideoRow; attempt: AttemptRow | null };

/** When somebody should have done something next, and how often that is to be expected. */
async function expectation(
  ctx: Context,
  { video, attempt }: Waiting,
): Promise<{ dueAt: Date; delaySeconds: number } | undefined> {
  if (!attempt) {
    const restSeconds = video.status === "retrying" ? waitSecondsMax : 0;
    return { dueAt: new Date(video.updatedAt.getTime() + restSeconds * 1000), delaySeconds: searchSeconds };
  }
  if (!isFollowed(attempt))
    return { dueAt: attempt.lookedAt ?? attempt.createdAt, delaySeconds: searchSeconds };
  const card = cardOf(attempt.model);
  const provider = ctx.parts.providers.get(attempt.provider);
  if (!card || !provider) return undefined;
  const watched = watchedOf(attempt, { card, provider, hinted: await isHinted(ctx, attempt) });
  const now = ctx.now();
  const ageSeconds = Math.max(0, (now.getTime() - watched.acceptedAt.getTime()) / 1000);
  return { dueAt: lookDueAt(watched, now), delaySeconds: lookDelaySeconds(card, ageSeconds) };
}

/** Work that nobody touched for two minutes, is not being copied, and waits for no admin. */
async function untouched(ctx: Context): Promise<Waiting[]> {
  const now = ctx.now();
  const open = ctx.db
    .select({ one: sql`1` })
    .from(decisions)
    .where(and(eq(decisions.attemptId, attempts.id), isNull(decisions.decidedAt)));
  const touchedAt = sql`coalesce(${attempts.lookedAt}, ${attempts.acceptedAt}, ${attempts.createdAt}, ${videos.updatedAt})`;
  return ctx.db
    .select({ video: videos, attempt: attempts })
    .from(videos)
    .leftJoin(attempts, and(eq(attempts.videoId, videos.id), inArray(attempts.state, [...liveStates])))
    .where(
      and(
        inArray(videos.status, ["submitted", "processing", "retrying"]),
        sql`${touchedAt} < ${new Date(now.getTime() - quietMs).toISOString()}::timestamptz`,
        or(isNull(attempts.leasedUntil), lte(attempts.leasedUntil, now)),
        notExists(open),
      ),
    )
    .orderBy(touchedAt)
    .limit(batch);
}

/**
 * Starts the work of videos again whose run is gone: nobody looked for three intervals, or two minutes at least. Each
 * silence is announced once, and again only after it has doubled; a run that is alive after all changes nothing.
 * Returns how many were announced.
 */
export async function resumeLost(ctx: Context): Promise<number> {
  requireSystem(ctx);
  let resumed = 0;
  for (const waiting of await untouched(ctx)) {
    const expected = await expectation(ctx, waiting);
    const step = expected ? lostStep(expected.dueAt, expected.delaySeconds, ctx.now()) : 0;
    if (!expected || step === 0) continue;
    const { id, round } = waiting.video;
    const cause = `lost ${waiting.attempt?.id ?? id} ${expected.dueAt.getTime()} ${step}`;
    ctx.parts.announcer.videoResumed({ id, round, cause });
    resumed++;
  }
  return resumed;
}
