import { and, eq, inArray } from "drizzle-orm";
import { assets } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import type { Plan } from "#lib/contract/plan.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { cardOf } from "#lib/models/cards.ts";
import { Refusal } from "#lib/refusal.ts";
import { type RouteRequest, routeRequestOf } from "#lib/routing/route-request.ts";
import { choosePlan } from "./choose-plan.ts";
import { judgeInputs, refusalOf } from "./safety-check.ts";
import type { StoredImage } from "./source-images.ts";

/** What intake found out before it writes: the route, the sources, and how the safety check went. */
export type Prepared = {
  input: CreateVideoInput;
  request: RouteRequest;
  plan: Plan;
  standIn: string | undefined;
  card: ModelCard;
  images: readonly StoredImage[];
  safety: "passed" | "waits" | "skipped";
};

/** One's own images in the order of the request. */
async function ownImages(ctx: Context, owner: User, ids: string[]): Promise<StoredImage[]> {
  if (ids.length === 0) return [];
  const found = await ctx.db
    .select()
    .from(assets)
    .where(and(eq(assets.ownerId, owner.id), inArray(assets.id, ids)));
  const images = ids.flatMap((id) => found.filter((asset) => asset.id === id));
  if (images.length === ids.length) return images;
  const message = "This image is not in your uploads. Add it again.";
  throw new Refusal("invalid_input", message, { errors: [{ path: "sourceAssetIds", message }] });
}

async function checkSafety(
  ctx: Context,
  { prompt, negativePrompt }: CreateVideoInput,
  images: readonly StoredImage[],
): Promise<Prepared["safety"]> {
  const verdict = await judgeInputs(ctx, { prompt, negativePrompt, images });
  if (verdict.kind === "refused") throw refusalOf(verdict, images);
  if (verdict.kind === "allowed") return "passed";
  return ctx.parts.moderationUnreachable === "proceed" ? "skipped" : "waits";
}

/** Routes a request, reads its sources and has it judged. Throws what intake throws; writes nothing. */
export async function prepareVideo(ctx: Context, user: User, input: CreateVideoInput): Promise<Prepared> {
  const request = routeRequestOf({
    ...input,
    promptLength: input.prompt.length,
    hasNegativePrompt: Boolean(input.negativePrompt),
    hasSeed: input.seed !== undefined,
    sourceImages: input.sourceAssetIds.length,
  });
  const { plan, first, standIn } = await choosePlan(ctx, request);
  const card = cardOf(first.model);
  if (!card) throw new Error(`the plan names ${first.model}, which has no card`);
  const images = await ownImages(ctx, user, input.sourceAssetIds);
  return { input, request, plan, standIn, card, images, safety: await checkSafety(ctx, input, images) };
}
