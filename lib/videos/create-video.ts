import { randomInt } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { assets, idempotencyKeys, videoEvents, videoSources, videos } from "#db/schema/index.ts";
import { type Context, permit, transact, type User } from "#lib/context.ts";
import { statusCopy } from "#lib/contract/copy.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { type AspectRatio, pictureSizes, platformPresets } from "#lib/contract/platform.ts";
import { type AcceptedVideoView, acceptedVideoView, type CreateVideoInput } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { cards } from "#lib/models/cards.ts";
import { takeQuota } from "#lib/money/quota.ts";
import { Refusal } from "#lib/refusal.ts";
import { storePrompt } from "./prompts.ts";
import { routeVideo } from "./route-video.ts";

export type CreateVideo = CreateVideoInput & { idempotencyKey?: string };

const ratioOf = ({ platform, aspectRatio }: CreateVideoInput): AspectRatio =>
  aspectRatio ?? platformPresets[platform ?? "youtube"].aspectRatio;

function chooseCard(input: CreateVideoInput, today: string): ModelCard {
  const request = {
    workflowType: input.workflowType,
    aspectRatio: ratioOf(input),
    durationSeconds: input.durationSeconds,
    tier: input.tier,
    promptLength: input.prompt.length,
    hasNegativePrompt: Boolean(input.negativePrompt),
    sourceImages: input.sourceAssetIds.length,
  };
  const route = routeVideo(input.model, request, cards, today);
  if (route.kind === "chosen") return route.card;
  if (route.kind === "misfit")
    throw new Refusal("model_misfit", `${route.card.name} cannot make this.`, { errors: route.misfits });
  const message = `There is no model "${input.model}" here.`;
  throw new Refusal("invalid_input", message, { errors: [{ path: "model", message }] });
}

async function requireOwnAssets(ctx: Context, owner: User, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await ctx.db
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.ownerId, owner.id), inArray(assets.id, ids)));
  if (found.length === ids.length) return;
  const message = "This image is not in your uploads. Add it again.";
  throw new Refusal("invalid_input", message, { errors: [{ path: "sourceAssetIds", message }] });
}

/** The stored answer of an earlier call with this key; refuses a key that carried another body. */
async function replay(
  ctx: Context,
  user: User,
  key: string,
  bodyHash: string,
): Promise<AcceptedVideoView | undefined> {
  const [row] = await ctx.db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.userId, user.id), eq(idempotencyKeys.key, key)));
  if (!row) return undefined;
  if (row.bodyHash !== bodyHash)
    throw new Refusal(
      "idempotency_mismatch",
      "This Idempotency-Key belongs to a request with another body. Use a new key.",
    );
  return acceptedVideoView.parse(row.response);
}

async function insertVideo(
  ctx: Context,
  user: User,
  id: string,
  input: CreateVideoInput,
  card: ModelCard,
): Promise<void> {
  const now = ctx.now();
  const aspectRatio = ratioOf(input);
  await ctx.db.insert(videos).values({
    id,
    ownerId: user.id,
    workflowType: input.workflowType,
    status: "queued",
    promptHash: ctx.parts.sealer.hash(input.prompt),
    platform: input.platform ?? (input.aspectRatio ? null : "youtube"),
    aspectRatio,
    ...pictureSizes[input.tier][aspectRatio],
    durationSeconds: input.durationSeconds,
    tier: input.tier,
    seed: input.seed ?? randomInt(2 ** 31),
    modelChoice: input.model,
    model: card.id,
    deadlineAt: new Date(now.getTime() + card.deadlineSeconds * card.attemptsMax * 1000),
    roundAt: now,
    createdAt: now,
    updatedAt: now,
  });
  await storePrompt(ctx, id, { text: input.prompt, negative: input.negativePrompt || null });
  const sources = input.sourceAssetIds.map((assetId, position) => ({ videoId: id, assetId, position }));
  if (sources.length > 0) await ctx.db.insert(videoSources).values(sources);
  await ctx.db.insert(videoEvents).values({
    videoId: id,
    sequence: 0,
    type: "created",
    newStatus: "queued",
    source: "user",
    actorId: user.id,
    cause: "request",
    message: "Your prompt passed the checks",
  });
}

const accepted = (id: string): AcceptedVideoView => ({
  id,
  status: "queued",
  statusText: statusCopy.queued.text,
  links: { self: `/api/v1/videos/${id}`, events: `/api/v1/videos/${id}/events`, page: `/videos/${id}` },
});

/**
 * Accepts a video: moderates, then in one transaction takes quota and writes prompt, video and event zero.
 * Throws `model_misfit`, `prompt_refused`, `quota_exceeded`, `idempotency_mismatch`, `invalid_input`; each costs nothing.
 */
export async function createVideo(
  ctx: Context,
  { idempotencyKey, ...input }: CreateVideo,
): Promise<AcceptedVideoView> {
  const user = permit(ctx, "videos:create");
  const bodyHash = ctx.parts.sealer.hash(JSON.stringify(input, Object.keys(input).sort()));
  const earlier = idempotencyKey && (await replay(ctx, user, idempotencyKey, bodyHash));
  if (earlier) return earlier;
  const card = chooseCard(input, ctx.now().toISOString().slice(0, 10));
  const verdict = await ctx.parts.moderator.judge({
    prompt: input.prompt,
    negativePrompt: input.negativePrompt,
  });
  if (!verdict.allowed)
    throw new Refusal("prompt_refused", `${verdict.reason} Nothing was charged.`, {
      errors: [{ path: "prompt", message: verdict.reason }],
    });
  const created = await transact(ctx, async (inner) => {
    const id = newId("video");
    const answer = accepted(id);
    if (idempotencyKey) {
      const claimed = await inner.db
        .insert(idempotencyKeys)
        .values({ userId: user.id, key: idempotencyKey, bodyHash, response: answer })
        .onConflictDoNothing()
        .returning();
      if (claimed.length === 0) return undefined;
    }
    await requireOwnAssets(inner, user, input.sourceAssetIds);
    await insertVideo(inner, user, id, input, card);
    await takeQuota(inner, user.id);
    return answer;
  });
  if (!created) {
    const first = idempotencyKey && (await replay(ctx, user, idempotencyKey, bodyHash));
    if (first) return first;
    throw new Refusal(
      "conflict",
      "A request with this Idempotency-Key is still being answered. Send it again.",
    );
  }
  ctx.parts.announcer.videoCreated({ id: created.id, round: 1 });
  return created;
}
