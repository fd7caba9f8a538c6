import { and, count, countDistinct, eq, gt, inArray, notExists, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { videos } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import { type DeprecationView, sunsetWarningDays } from "#lib/contract/deprecation.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { cardOf, cards } from "#lib/models/cards.ts";
import { isRetired, lastIntakeAt } from "#lib/models/intake.ts";
import { priceOf } from "#lib/models/price.ts";
import { currentRoutes } from "./current-routes.ts";
import { modelStateOf } from "./model-state.ts";

const dayMs = 86_400_000;
const peopleDays = 30;
const undone = ["failed", "canceled", "expired"] as const;

/** By model: people whose video is or was asked to be made with it, in the last thirty days. */
async function readPeople(ctx: Context, ids: string[]): Promise<Map<string, number>> {
  const asked = sql<string>`unnest(array[${videos.model}, ${videos.modelChoice}])`.as("asked");
  const uses = ctx.db
    .select({ asked, ownerId: videos.ownerId })
    .from(videos)
    .where(gt(videos.createdAt, new Date(ctx.now().getTime() - peopleDays * dayMs)))
    .as("uses");
  const rows = await ctx.db
    .select({ model: uses.asked, people: countDistinct(uses.ownerId) })
    .from(uses)
    .where(inArray(uses.asked, ids))
    .groupBy(uses.asked);
  return new Map(rows.map(({ model, people }) => [model, people]));
}

/** By model: draft clips whose owner has made no final of the same prompt, with whatever model. */
async function readDrafts(ctx: Context, ids: string[]): Promise<Map<string, number>> {
  const finals = alias(videos, "finals");
  const again = ctx.db
    .select({ id: finals.id })
    .from(finals)
    .where(
      and(
        eq(finals.ownerId, videos.ownerId),
        eq(finals.promptHash, videos.promptHash),
        eq(finals.tier, "final"),
        notInArray(finals.status, [...undone]),
      ),
    );
  const rows = await ctx.db
    .select({ model: videos.model, drafts: count() })
    .from(videos)
    .where(
      and(
        inArray(videos.model, ids),
        eq(videos.tier, "draft"),
        notInArray(videos.status, [...undone]),
        notExists(again),
      ),
    )
    .groupBy(videos.model);
  return new Map(rows.map(({ model, drafts }) => [model, drafts]));
}

/** A second (or still) of the tier that both offer, without sound where it can be left out, in micro-USD. */
function priceDifference(card: ModelCard, successor: ModelCard): number | null {
  const tier = (["draft", "final"] as const).find((each) => card.tiers[each] && successor.tiers[each]);
  const [before, after] = [tier && card.tiers[tier], tier && successor.tiers[tier]];
  if (!before || !after) return null;
  const take = { audio: false, durationSeconds: 1 };
  return priceOf(successor, { resolution: after, ...take }) - priceOf(card, { resolution: before, ...take });
}

function stageOf(card: ModelCard, last: Date, now: Date): DeprecationView["stage"] {
  if (isRetired(card, now)) return "retired";
  if (now > last) return "intake_closed";
  return now.getTime() >= last.getTime() - sunsetWarningDays * dayMs ? "soon" : "planned";
}

type Dependents = Pick<DeprecationView, "routes" | "people" | "drafts">;

function viewOf(ctx: Context, card: ModelCard, dependents: Dependents): DeprecationView[] {
  const last = lastIntakeAt(card);
  if (card.sunsetAt === null || !last) return [];
  const successor = card.successor === null ? undefined : cardOf(card.successor);
  const figure = card.sources.find(({ figures }) => figures === "sunset");
  return [
    {
      model: card.id,
      name: card.name,
      vendor: card.vendor,
      stage: stageOf(card, last, ctx.now()),
      sunsetAt: card.sunsetAt,
      lastIntakeAt: last.toISOString(),
      daysLeft: Math.ceil((last.getTime() - ctx.now().getTime()) / dayMs),
      successor: successor
        ? {
            model: successor.id,
            name: successor.name,
            available: modelStateOf(ctx, successor).reason === null,
          }
        : null,
      priceDifferenceMicros: successor ? priceDifference(card, successor) : null,
      ...dependents,
      source: figure ? { source: figure.source, readAt: figure.readAt, confidence: figure.confidence } : null,
    },
  ];
}

/** Every model with a known end, the earliest first: what depends on it and what follows it. For admins. */
export async function listDeprecations(ctx: Context): Promise<{ items: DeprecationView[] }> {
  permit(ctx, "system:inspect");
  const ending = cards
    .filter(({ sunsetAt }) => sunsetAt !== null)
    .toSorted((a, b) => `${a.sunsetAt}${a.id}`.localeCompare(`${b.sunsetAt}${b.id}`, "en"));
  const ids = ending.map(({ id }) => id);
  const [{ rules }, people, drafts] = await Promise.all([
    currentRoutes(ctx),
    readPeople(ctx, ids),
    readDrafts(ctx, ids),
  ]);
  return {
    items: ending.flatMap((card) =>
      viewOf(ctx, card, {
        routes: rules.filter(({ models }) => models.includes(card.id)).map(({ name }) => name),
        people: people.get(card.id) ?? 0,
        drafts: drafts.get(card.id) ?? 0,
      }),
    ),
  };
}
