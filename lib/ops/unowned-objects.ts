import { inArray } from "drizzle-orm";
import { artifacts, assets, attempts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { ListedObject } from "#lib/media/storage/types.ts";
import { liveStates } from "#lib/videos/attempts.ts";
import { takeOfKey } from "#lib/videos/take-files.ts";

const pageMax = 500;
const hourMs = 3_600_000;
/** An object is given this long to get its row. */
const graceMs = hourMs;
/** What belongs to nothing that is known is kept this long for somebody to look at it. */
const strangerMs = 24 * hourMs;
/** A file that came instead of a clip is kept this long: see `quarantineKey`. */
const quarantineMs = 7 * 24 * hourMs;

export type Unowned = { key: string; isRemovable: boolean };

async function statesOf(ctx: Context, ids: string[]): Promise<Map<string, boolean>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: attempts.id, state: attempts.state })
    .from(attempts)
    .where(inArray(attempts.id, ids));
  return new Map(rows.map((row) => [row.id, liveStates.some((live) => live === row.state)]));
}

async function ownedOf(ctx: Context, keys: string[]): Promise<Set<string>> {
  const owned = new Set<string>();
  for (const table of [artifacts, assets]) {
    const rows = await ctx.db
      .select({ key: table.storageKey })
      .from(table)
      .where(inArray(table.storageKey, keys));
    for (const { key } of rows) owned.add(key);
  }
  return owned;
}

/**
 * The takes are asked before the rows: once a take is over nothing writes or claims its files any more, so what has no
 * row after that never gets one.
 */
async function judge(ctx: Context, page: ListedObject[]): Promise<Unowned[]> {
  const now = ctx.now().getTime();
  const takes = new Map(page.map(({ key }) => [key, takeOfKey(key)]));
  const ids = [...takes.values()].flatMap((take) => take?.attemptId ?? []);
  const isLiveTake = await statesOf(ctx, ids);
  const keys = page.map(({ key }) => key);
  const owned = await ownedOf(ctx, keys);
  return page.flatMap(({ key, modifiedAt }) => {
    const take = takes.get(key);
    const age = now - modifiedAt.getTime();
    const live = take && isLiveTake.get(take.attemptId);
    if (owned.has(key) || live) return [];
    if (take?.isQuarantine && age < quarantineMs) return [];
    return [{ key, isRemovable: live === false || age > strangerMs }];
  });
}

/**
 * Objects that are older than an hour and belong to nothing: no row, no live take, not put aside lately. Those of a
 * take that is over, and all others after a day, may be removed.
 */
export async function* unownedObjects(ctx: Context): AsyncGenerator<Unowned> {
  const before = ctx.now().getTime() - graceMs;
  let page: ListedObject[] = [];
  for await (const object of ctx.parts.storage.list()) {
    if (object.modifiedAt.getTime() > before) continue;
    page.push(object);
    if (page.length < pageMax) continue;
    yield* await judge(ctx, page);
    page = [];
  }
  if (page.length > 0) yield* await judge(ctx, page);
}
