import { desc, eq, isNotNull, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { attempts, decisions, users, videos } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { DecisionListView } from "#lib/contract/incident.ts";
import { type DecisionRow, decisionViews } from "./decision-views.ts";

const itemsMax = 100;
const deciders = alias(users, "deciders");

/** Decisions joined with their attempt, video, owner and who decided; the caller adds which ones. */
export const selectDecisions = (ctx: Context) =>
  ctx.db
    .select({
      decision: decisions,
      attempt: attempts,
      video: { id: videos.id, status: videos.status, ownerName: users.name },
      decidedBy: deciders.name,
    })
    .from(decisions)
    .innerJoin(attempts, eq(attempts.id, decisions.attemptId))
    .innerJoin(videos, eq(videos.id, attempts.videoId))
    .innerJoin(users, eq(users.id, videos.ownerId))
    .leftJoin(deciders, eq(deciders.id, decisions.decidedBy))
    .$dynamic();

/** What only a person can settle, or what was settled; newest first, at most a hundred. */
export async function listDecisions(
  ctx: Context,
  { state }: { state: "open" | "decided" },
): Promise<DecisionListView> {
  permit(ctx, "system:inspect");
  const rows: DecisionRow[] = await selectDecisions(ctx)
    .where(state === "open" ? isNull(decisions.decidedAt) : isNotNull(decisions.decidedAt))
    .orderBy(desc(decisions.openedAt), desc(decisions.id))
    .limit(itemsMax);
  return { items: await decisionViews(ctx, rows) };
}
