import { and, desc, eq, gte, inArray, lt, lte, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { videos } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { listVideosInput, VideoListView } from "#lib/contract/video.ts";
import { readPrompts } from "./prompts.ts";
import type { VideoRow } from "./transition.ts";
import { summaryViews } from "./video-views.ts";

type Input = z.output<typeof listVideosInput>;

const searchBatch = 200;
const searchRowsMax = 2000;

const filtersOf = (ownerId: string, input: Input): (SQL | undefined)[] => [
  eq(videos.ownerId, ownerId),
  input.status && inArray(videos.status, input.status),
  input.model ? eq(videos.model, input.model) : undefined,
  input.workflowType && eq(videos.workflowType, input.workflowType),
  input.from ? gte(videos.createdAt, new Date(input.from)) : undefined,
  input.to ? lte(videos.createdAt, new Date(input.to)) : undefined,
];

const page = (
  ctx: Context,
  filters: (SQL | undefined)[],
  before: string | undefined,
  limit: number,
): Promise<VideoRow[]> =>
  ctx.db
    .select()
    .from(videos)
    .where(and(...filters, before ? lt(videos.id, before) : undefined))
    .orderBy(desc(videos.id))
    .limit(limit);

type Page = { shown: VideoRow[]; nextCursor: string | null };

/** One row more than shown is read, which says whether there is a next page. */
const pageOf = (rows: VideoRow[], limit: number): Page => {
  const shown = rows.slice(0, limit);
  return { shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
};

/**
 * Prompts are sealed, so a search opens them newest first, at most two thousand a call; the next page goes on from
 * there, and a page may therefore hold less than its limit, even nothing.
 */
async function search(
  ctx: Context,
  filters: (SQL | undefined)[],
  input: Input,
  words: string,
): Promise<Page> {
  const hits: VideoRow[] = [];
  let before = input.cursor;
  for (let read = 0; read < searchRowsMax && hits.length <= input.limit; read += searchBatch) {
    const rows = await page(ctx, filters, before, searchBatch);
    const prompts = await readPrompts(
      ctx,
      rows.map(({ id }) => id),
    );
    hits.push(...rows.filter(({ id }) => prompts.get(id)?.text.toLowerCase().includes(words)));
    before = rows.at(-1)?.id;
    if (rows.length < searchBatch) return pageOf(hits, input.limit);
  }
  return hits.length > input.limit ? pageOf(hits, input.limit) : { shown: hits, nextCursor: before ?? null };
}

/** The caller's own videos, newest first, with a keyset cursor. */
export async function listVideos(ctx: Context, input: Input): Promise<VideoListView> {
  const viewer = permit(ctx, "videos:read");
  const filters = filtersOf(viewer.id, input);
  const { shown, nextCursor } = input.q
    ? await search(ctx, filters, input, input.q.normalize("NFC").toLowerCase())
    : pageOf(await page(ctx, filters, input.cursor, input.limit + 1), input.limit);
  return { items: await summaryViews(ctx, viewer, shown), nextCursor };
}
