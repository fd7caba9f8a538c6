import { randomInt } from "node:crypto";
import { videoEvents, videoSources, videos } from "#db/schema/index.ts";
import { type Context, permit, transact, type User } from "#lib/context.ts";
import { statusCopy } from "#lib/contract/copy.ts";
import { type AcceptedVideoView, acceptedVideoView, type CreateVideoInput } from "#lib/contract/video.ts";
import { failpoint } from "#lib/failpoint.ts";
import { answerOfHolder, claimKey, findAnswer } from "#lib/idempotency.ts";
import { newId } from "#lib/ids.ts";
import { formatFor } from "#lib/models/format.ts";
import { takeQuota } from "#lib/money/quota.ts";
import { recordAudit } from "#lib/ops/audit.ts";
import { deadlineOf } from "./choose-plan.ts";
import { type Prepared, prepareVideo } from "./prepare-video.ts";
import { storePrompt } from "./prompts.ts";

export type CreateVideo = CreateVideoInput & { idempotencyKey?: string };

const safetyWords: Record<Prepared["safety"], string> = {
  passed: "Your prompt passed the checks",
  waits: "Accepted; the safety check cannot be reached at the moment and comes first",
  skipped: "The safety check could not be reached; by this installation's policy it goes on without",
};

async function insertVideo(ctx: Context, user: User, id: string, prepared: Prepared): Promise<void> {
  const { input, request, plan, card, safety } = prepared;
  const now = ctx.now();
  const format = formatFor(card, request.tier, request.aspectRatio);
  if (!format) throw new Error(`${card.id} does not make the format it was chosen for`);
  const isWaiting = safety === "waits";
  await ctx.db.insert(videos).values({
    id,
    ownerId: user.id,
    workflowType: input.workflowType,
    status: "queued",
    promptHash: ctx.parts.sealer.hash(input.prompt),
    platform: input.platform ?? (input.aspectRatio ? null : "youtube"),
    aspectRatio: format.aspectRatio,
    resolution: format.resolution,
    width: format.width,
    height: format.height,
    durationSeconds: input.durationSeconds,
    tier: input.tier,
    seed: input.seed ?? randomInt(2 ** 31),
    audio: input.audio,
    useCase: input.useCase ?? null,
    speed: input.speed,
    fallbackAllowed: input.fallbackAllowed,
    priceMaxMicros: input.priceMaxMicros ?? null,
    plan,
    modelChoice: input.model,
    model: card.id,
    moderatedAt: isWaiting ? null : now,
    waitingFor: isWaiting ? "safety_check" : null,
    waitingSince: isWaiting ? now : null,
    deadlineAt: deadlineOf(plan, now),
    roundAt: now,
    createdAt: now,
    updatedAt: now,
  });
}

/** What stands beside a new video: its sealed prompt, its sources, event zero, and the audit where nobody judged it. */
async function insertParts(ctx: Context, user: User, id: string, prepared: Prepared): Promise<void> {
  const { input, standIn, images, safety } = prepared;
  await storePrompt(ctx, id, { text: input.prompt, negative: input.negativePrompt || null });
  const sources = images.map((image, position) => ({ videoId: id, assetId: image.id, position }));
  if (sources.length > 0) await ctx.db.insert(videoSources).values(sources);
  await ctx.db.insert(videoEvents).values({
    videoId: id,
    sequence: 0,
    type: "created",
    newStatus: "queued",
    source: "user",
    actorId: user.id,
    cause: "request",
    message: standIn ? `${safetyWords[safety]}. ${standIn}` : safetyWords[safety],
  });
  if (safety === "skipped")
    await recordAudit(ctx, {
      action: "video.unchecked",
      subjectId: id,
      before: null,
      after: { safetyCheck: "unreachable", policy: "proceed" },
    });
}

const accepted = (id: string): AcceptedVideoView => ({
  id,
  status: "queued",
  statusText: statusCopy.queued.text,
  links: { self: `/api/v1/videos/${id}`, events: `/api/v1/videos/${id}/events`, page: `/videos/${id}` },
});

/** A repetition is announced too: perhaps nobody was told of it the first time. The engine ignores what it knows. */
function announced(ctx: Context, answer: AcceptedVideoView): AcceptedVideoView {
  ctx.parts.announcer.videoCreated({ id: answer.id, round: 1 });
  return answer;
}

/**
 * Accepts a video: plans and moderates, then in one transaction takes quota and writes prompt, video and event zero.
 * Throws `model_misfit`, `model_retired`, `no_model`, `prompt_refused`, `image_refused`, `quota_exceeded`,
 * `idempotency_mismatch`, `invalid_input`; each costs nothing. Where nobody can judge, the video waits for it.
 */
export async function createVideo(
  ctx: Context,
  { idempotencyKey, ...input }: CreateVideo,
): Promise<AcceptedVideoView> {
  const user = permit(ctx, "videos:create");
  const bodyHash = ctx.parts.sealer.hash(JSON.stringify(input, Object.keys(input).sort()));
  const keyed = { user, key: idempotencyKey, bodyHash };
  const earlier = await findAnswer(ctx, keyed);
  if (earlier) return announced(ctx, acceptedVideoView.parse(earlier));
  const prepared = await prepareVideo(ctx, user, input);
  const created = await transact(ctx, async (inner) => {
    const id = newId("video");
    const answer = accepted(id);
    if (!(await claimKey(inner, keyed, answer))) return undefined;
    await insertVideo(inner, user, id, prepared);
    await insertParts(inner, user, id, prepared);
    await takeQuota(inner, user.id);
    return answer;
  });
  if (!created) return acceptedVideoView.parse(await answerOfHolder(ctx, keyed));
  await failpoint("create.stored");
  return announced(ctx, created);
}
