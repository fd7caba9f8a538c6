import { z } from "zod";
import { stills } from "#db/schema/index.ts";
import { type Context, permit, transact, type User } from "#lib/context.ts";
import type { CreateStillInput, StillView } from "#lib/contract/still.ts";
import { answerOfHolder, claimKey, findAnswer } from "#lib/idempotency.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { takeQuota } from "#lib/money/quota.ts";
import { Refusal } from "#lib/refusal.ts";
import { getStill } from "./get-still.ts";
import { chooseStillModel, type StillModel } from "./still-model.ts";

export type CreateStill = CreateStillInput & { idempotencyKey?: string };

const keptAnswer = z.object({ stillId: z.string() });

const stillOf = (ctx: Context, answer: unknown): Promise<StillView> =>
  getStill(ctx, { id: keptAnswer.parse(answer).stillId });

/** Throws `prompt_refused`, or `unavailable` where nobody can judge and the policy is to wait. */
async function requireAllowed(ctx: Context, prompt: string): Promise<void> {
  const verdict = await ctx.parts.moderator.judge({ prompt, negativePrompt: undefined, images: [] });
  if (verdict.kind === "refused")
    throw new Refusal("prompt_refused", `${verdict.reason} Nothing was charged.`, {
      errors: [{ path: "prompt", message: verdict.reason }],
    });
  if (verdict.kind === "allowed") return;
  log("stills").warn({ requestId: ctx.requestId, why: verdict.message }, "the safety check is unreachable");
  if (ctx.parts.moderationUnreachable === "wait")
    throw new Refusal(
      "unavailable",
      "The safety check cannot be reached. Try again in a moment. Nothing was charged.",
    );
}

const insertStill = (ctx: Context, user: User, id: string, input: CreateStillInput, { card }: StillModel) =>
  ctx.db.insert(stills).values({
    id,
    ownerId: user.id,
    status: "queued",
    sealedPrompt: ctx.parts.sealer.seal(input.prompt, id),
    promptHash: ctx.parts.sealer.hash(input.prompt),
    provider: card.provider,
    model: card.id,
    aspectRatio: input.aspectRatio,
    createdAt: ctx.now(),
  });

/**
 * Accepts a still: moderates, then in one transaction takes a video's worth of the day and the month and writes the
 * sealed row. Throws `no_model`, `model_retired`, `model_misfit`, `prompt_refused`, `unavailable`, `quota_exceeded`,
 * `idempotency_mismatch`, `invalid_input`; each costs nothing.
 */
export async function createStill(
  ctx: Context,
  { idempotencyKey, ...input }: CreateStill,
): Promise<StillView> {
  const user = permit(ctx, "videos:create");
  const bodyHash = ctx.parts.sealer.hash(`still ${JSON.stringify(input, Object.keys(input).sort())}`);
  const keyed = { user, key: idempotencyKey, bodyHash };
  const earlier = await findAnswer(ctx, keyed);
  if (earlier) return stillOf(ctx, earlier);
  const model = chooseStillModel(ctx, input);
  await requireAllowed(ctx, input.prompt);
  const id = newId("still");
  const created = await transact(ctx, async (inner) => {
    if (!(await claimKey(inner, keyed, { stillId: id }))) return false;
    await insertStill(inner, user, id, input, model);
    await takeQuota(inner, user.id, ["day", "month"]);
    return true;
  });
  if (!created) return stillOf(ctx, await answerOfHolder(ctx, keyed));
  ctx.parts.announcer.stillQueued({ id });
  return getStill(ctx, { id });
}
