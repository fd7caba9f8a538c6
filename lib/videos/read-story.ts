import { asc, count, eq, inArray, min, sum } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  artifacts,
  attemptFindings,
  attempts,
  decisions,
  ledgerEntries,
  reviews,
  users,
  videoEvents,
  videos,
  webhookReceipts,
} from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import { isPermitted } from "#lib/contract/role.ts";
import type { StoryLine } from "#lib/contract/story.ts";
import { cardOf } from "#lib/models/cards.ts";
import { notFound } from "#lib/refusal.ts";
import { mayRead } from "./access.ts";
import type { AttemptRow } from "./attempts.ts";
import { storyOf } from "./story.ts";
import type { StoryFacts } from "./story-facts.ts";
import type { VideoRow } from "./transition.ts";

export type EventRow = { event: typeof videoEvents.$inferSelect; actorName: string | null };
export type History = { events: EventRow[]; takes: AttemptRow[] };

/** A video's events and takes, each in the order in which they happened. */
export async function readHistory(ctx: Context, videoId: string): Promise<History> {
  const [events, takes] = await Promise.all([
    ctx.db
      .select({ event: videoEvents, actorName: users.name })
      .from(videoEvents)
      .leftJoin(users, eq(users.id, videoEvents.actorId))
      .where(eq(videoEvents.videoId, videoId))
      .orderBy(asc(videoEvents.sequence)),
    ctx.db.select().from(attempts).where(eq(attempts.videoId, videoId)).orderBy(asc(attempts.number)),
  ]);
  return { events, takes };
}

const deciders = alias(users, "deciders");

function readDecisions(ctx: Context, attemptIds: string[]) {
  return ctx.db
    .select({ decision: decisions, decidedBy: deciders.name })
    .from(decisions)
    .leftJoin(deciders, eq(deciders.id, decisions.decidedBy))
    .where(inArray(decisions.attemptId, attemptIds))
    .orderBy(asc(decisions.openedAt));
}

function readCallbacks(ctx: Context, attemptIds: string[]) {
  const { attemptId, duplicates, receivedAt } = webhookReceipts;
  return ctx.db
    .select({
      attemptId,
      callbacks: count(),
      duplicates: sum(duplicates).mapWith(Number),
      firstAt: min(receivedAt),
    })
    .from(webhookReceipts)
    .where(inArray(attemptId, attemptIds))
    .groupBy(attemptId);
}

/** What stands beside the attempts; nothing is asked where nothing was ever sent. */
async function readBeside(ctx: Context, attemptIds: string[]) {
  if (attemptIds.length === 0) return { findings: [], callbacks: [], decided: [], money: [] };
  const [findings, callbacks, decided, money] = await Promise.all([
    ctx.db
      .select()
      .from(attemptFindings)
      .where(inArray(attemptFindings.attemptId, attemptIds))
      .orderBy(asc(attemptFindings.id)),
    readCallbacks(ctx, attemptIds),
    readDecisions(ctx, attemptIds),
    ctx.db
      .select()
      .from(ledgerEntries)
      .where(inArray(ledgerEntries.attemptId, attemptIds))
      .orderBy(asc(ledgerEntries.id)),
  ]);
  return { findings, callbacks, decided, money };
}

const notesOf = (ctx: Context, videoId: string) =>
  ctx.db.select({ id: reviews.id, note: reviews.note }).from(reviews).where(eq(reviews.videoId, videoId));

const clipsOf = (ctx: Context, videoId: string) =>
  ctx.db.select().from(artifacts).where(eq(artifacts.videoId, videoId)).orderBy(asc(artifacts.id));

/** What happened to a video, for one reader, from its history and all that is kept beside it. */
export async function tellStory(
  ctx: Context,
  video: VideoRow,
  history: History,
  reader: StoryFacts["reader"],
): Promise<StoryLine[]> {
  const attemptIds = history.takes.map(({ id }) => id);
  const [beside, notes, files] = await Promise.all([
    readBeside(ctx, attemptIds),
    notesOf(ctx, video.id),
    clipsOf(ctx, video.id),
  ]);
  return storyOf({
    reader,
    status: video.status,
    notes: new Map(notes.flatMap(({ id, note }) => (note ? [[id, note] as const] : []))),
    clip: files.findLast(({ type }) => type === "video") ?? null,
    events: history.events.map(({ event, actorName }) => ({
      ...event,
      actor: actorName,
      at: event.createdAt,
    })),
    takes: history.takes.map((take) => ({ ...take, modelName: cardOf(take.model)?.name ?? take.model })),
    findings: beside.findings.map((finding) => ({ ...finding, at: finding.createdAt })),
    callbacks: beside.callbacks.flatMap(({ attemptId, firstAt, ...counts }) =>
      attemptId && firstAt ? [{ ...counts, attemptId, firstAt }] : [],
    ),
    decisions: beside.decided.map(({ decision, decidedBy }) => ({ ...decision, decidedBy })),
    money: beside.money.map((entry) => ({ ...entry, at: entry.createdAt })),
  });
}

/**
 * What happened to a video, in words: for the system and admins with the vendors' ids, for its owner and reviewers
 * without. An unknown id and somebody else's answer alike.
 */
export async function readStory(
  ctx: Context,
  { id }: { id: string },
): Promise<{ video: VideoRow; ownerName: string; lines: StoryLine[] }> {
  const viewer = ctx.actor.kind === "system" ? undefined : permit(ctx, "videos:read");
  const [row] = await ctx.db
    .select({ video: videos, ownerName: users.name })
    .from(videos)
    .innerJoin(users, eq(users.id, videos.ownerId))
    .where(eq(videos.id, id));
  if (!row || (viewer && !mayRead(viewer, row.video))) throw notFound();
  const { video, ownerName } = row;
  const reader = {
    isOwner: viewer?.id === video.ownerId,
    isAdmin: !viewer || isPermitted(viewer.role, "system:inspect"),
  };
  return { video, ownerName, lines: await tellStory(ctx, video, await readHistory(ctx, id), reader) };
}
