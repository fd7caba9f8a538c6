import { and, count, eq, gt, inArray, sql } from "drizzle-orm";
import { videoEvents, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { OverviewView } from "#lib/contract/health.ts";
import { cards } from "#lib/models/cards.ts";
import { isRetired } from "#lib/models/intake.ts";

type Figures = OverviewView["models"][number];

const hours = 24;
const hourMs = 60 * 60 * 1000;

/** Ends of work in the last 24 hours, by model, outcome and age in whole hours (0 is the newest). */
function readEnds(ctx: Context, now: Date) {
  const age = sql<number>`floor(extract(epoch from ${now.toISOString()}::timestamptz - ${videoEvents.createdAt}) / 3600)`;
  // Grouped by its place: repeated, the age would carry another parameter and be another expression to Postgres.
  return ctx.db
    .select({ model: videos.model, type: videoEvents.type, age: age.mapWith(Number), count: count() })
    .from(videoEvents)
    .innerJoin(videos, eq(videos.id, videoEvents.videoId))
    .where(
      and(
        inArray(videoEvents.type, ["finished", "failed"]),
        gt(videoEvents.createdAt, new Date(now.getTime() - hours * hourMs)),
      ),
    )
    .groupBy(videos.model, videoEvents.type, sql`3`);
}

function readSpeeds(ctx: Context, now: Date) {
  const took = sql`extract(epoch from ${videos.completedAt} - ${videos.roundAt})`;
  return ctx.db
    .select({
      model: videos.model,
      p50Seconds: sql<number | null>`percentile_cont(0.5) within group (order by ${took})`,
      p95Seconds: sql<number | null>`percentile_cont(0.95) within group (order by ${took})`,
    })
    .from(videos)
    .where(gt(videos.completedAt, new Date(now.getTime() - hours * hourMs)))
    .groupBy(videos.model);
}

/** Each model that takes work or ended some in the last 24 hours, with those hours; the busiest first. */
export async function readModelFigures(ctx: Context): Promise<Figures[]> {
  const now = ctx.now();
  const [ends, speeds] = await Promise.all([readEnds(ctx, now), readSpeeds(ctx, now)]);
  const sum = (rows: typeof ends): number => rows.reduce((total, row) => total + row.count, 0);
  const busy = new Set(ends.map(({ model }) => model));
  const shown = cards.filter(
    (card) =>
      busy.has(card.id) || (!isRetired(card, now) && ctx.parts.providers.get(card.provider) !== undefined),
  );
  const figures = shown.map(({ id, name }) => {
    const own = ends.filter(({ model }) => model === id);
    const failed = own.filter(({ type }) => type === "failed");
    const speed = speeds.find(({ model }) => model === id);
    return {
      model: id,
      name,
      delivered: sum(own.filter(({ type }) => type === "finished")),
      failed: sum(failed),
      p50Seconds: speed?.p50Seconds ?? null,
      p95Seconds: speed?.p95Seconds ?? null,
      hourly: Array.from({ length: hours }, (_, hour) =>
        sum(failed.filter(({ age }) => age === hours - 1 - hour)),
      ),
    };
  });
  return figures.sort((a, b) => b.delivered + b.failed - (a.delivered + a.failed));
}
