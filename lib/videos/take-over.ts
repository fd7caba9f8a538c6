import { eq } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { Plan, PlanStep } from "#lib/contract/plan.ts";
import { cardOf } from "#lib/models/cards.ts";
import { formatFor } from "#lib/models/format.ts";
import { planOf } from "./plan-for.ts";
import { type GaveWay, takeOverWords } from "./take-over-words.ts";
import type { VideoRow } from "./transition.ts";

export type TakeOver = { step: PlanStep; words: string; plan: Plan };

/** A takeover as it is written down: what was tried stays in the plan, what follows is planned anew. */
export function takeOverBy(video: VideoRow, step: PlanStep, replanned: Plan, why: GaveWay): TakeOver {
  const words = takeOverWords(cardOf(video.model)?.name ?? video.model, why, step, video);
  const kept = planOf(video)?.steps.filter(
    ({ model }) => !replanned.steps.some((other) => other.model === model),
  );
  const steps = replanned.steps.map((other) =>
    other.model === step.model ? { ...other, reason: words } : other,
  );
  const tried = new Set(
    replanned.exclusions.filter(({ code }) => code === "already_tried").map(({ model }) => model),
  );
  return {
    step,
    words,
    plan: { ...replanned, steps: [...(kept ?? []).filter(({ model }) => tried.has(model)), ...steps] },
  };
}

/** Moves a video to the model that makes its next take, with its format. Call it while the video's row is locked. */
export async function moveToModel(
  ctx: Context,
  video: VideoRow,
  { step, plan }: Pick<TakeOver, "step" | "plan">,
): Promise<VideoRow> {
  const card = cardOf(step.model);
  const format = card && formatFor(card, video.tier, video.aspectRatio);
  if (!format) throw new Error(`${step.model} does not make the format of ${video.id}`);
  const { width, height, resolution } = format;
  const [moved] = await ctx.db
    .update(videos)
    .set({ model: step.model, width, height, resolution, plan })
    .where(eq(videos.id, video.id))
    .returning();
  return moved ?? video;
}
