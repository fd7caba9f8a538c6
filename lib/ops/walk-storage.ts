import { lt, sql } from "drizzle-orm";
import { storageFindings } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { type Fault, faultyRows } from "./check-stored.ts";
import { unownedObjects } from "./unowned-objects.ts";

export type Walked = { faults: number; removed: number; healed: number };

/** `since` is kept for as long as the same is wrong with the same object. */
async function noteFault(ctx: Context, { storageKey, problem }: Fault): Promise<void> {
  const now = ctx.now();
  await ctx.db
    .insert(storageFindings)
    .values({ storageKey, problem, since: now, seenAt: now })
    .onConflictDoUpdate({
      target: storageFindings.storageKey,
      set: {
        since: sql`case when ${storageFindings.problem} = excluded.problem then ${storageFindings.since} else excluded.since end`,
        problem: sql`excluded.problem`,
        seenAt: sql`excluded.seen_at`,
      },
    });
}

/**
 * Compares rows with stored objects and notes where they disagree; what agrees again is forgotten. Hashes a part of
 * the objects at each walk, so that each has its turn within a week, or every one where `all` is asked. Removes what
 * nobody owns and nobody may still write. A walk that breaks off forgets nothing.
 */
export async function walkStorage(ctx: Context, { all = false }: { all?: boolean } = {}): Promise<Walked> {
  requireSystem(ctx);
  const begunAt = ctx.now();
  const walked: Walked = { faults: 0, removed: 0, healed: 0 };
  for await (const fault of faultyRows(ctx, { all })) {
    await noteFault(ctx, fault);
    walked.faults++;
  }
  for await (const { key, isRemovable } of unownedObjects(ctx)) {
    if (isRemovable) {
      await ctx.parts.storage.remove(key);
      log("storage").info({ key }, "an object that belonged to nothing was removed");
      walked.removed++;
      continue;
    }
    await noteFault(ctx, { storageKey: key, problem: "unowned" });
    walked.faults++;
  }
  const healed = await ctx.db
    .delete(storageFindings)
    .where(lt(storageFindings.seenAt, begunAt))
    .returning({ key: storageFindings.storageKey });
  walked.healed = healed.length;
  return walked;
}
