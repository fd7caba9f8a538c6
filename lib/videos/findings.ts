import { attemptFindings } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { FindingKind } from "#lib/contract/incident.ts";

export type Finding = { attemptId: string; kind: FindingKind; cause: string; detail: string; jobId?: string };

const detailLengthMax = 300;

/**
 * Notes what was found out about an attempt; `detail` in plain words, never with a prompt in it. The same kind and cause
 * are noted once. Returns whether this call noted it.
 */
export async function noteFinding(
  ctx: Context,
  { attemptId, kind, cause, detail, jobId }: Finding,
): Promise<boolean> {
  const source = ctx.actor.kind === "user" ? "admin" : requireSystem(ctx).source;
  const noted = await ctx.db
    .insert(attemptFindings)
    .values({ attemptId, kind, cause, detail: detail.slice(0, detailLengthMax), jobId, source })
    .onConflictDoNothing()
    .returning({ id: attemptFindings.id });
  return noted.length > 0;
}
