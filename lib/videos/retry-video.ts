import { eq } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import { type Context, permit, transact } from "#lib/context.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { takeQuota } from "#lib/money/quota.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { isFollowed, liveAttempt } from "./attempts.ts";
import { choosePlan, deadlineOf } from "./choose-plan.ts";
import { getVideo } from "./get-video.ts";
import { openDecisionOf } from "./open-decision.ts";
import { requestOf } from "./plan-for.ts";
import { moveToModel } from "./take-over.ts";
import { lockVideo, transition } from "./transition.ts";

/** Two takes of one video never run at once: what is waited for comes first. */
async function refuseWhileLive(ctx: Context, videoId: string): Promise<void> {
  const live = await liveAttempt(ctx, videoId);
  if (!live) return;
  if (await openDecisionOf(ctx, live.id))
    throw new Refusal(
      "conflict",
      "It is not known what became of the last take. An admin has to decide that first.",
    );
  throw new Refusal(
    "conflict",
    isFollowed(live)
      ? "The last take still runs at the model and is being taken back. Try again in a minute."
      : "We are still finding out whether the model took the last take. Try again when that is known.",
  );
}

/**
 * Starts a new round of one's own failed video, on the same prompt, seed and sources, with a new plan. Takes quota again.
 * Throws `conflict` unless it failed, or while it is unknown whether the last take is still running somewhere, and
 * what intake throws where no model may take it.
 */
export async function retryVideo(ctx: Context, { id }: { id: string }): Promise<VideoView> {
  const user = permit(ctx, "videos:change");
  const round = await transact(ctx, async (inner) => {
    const video = await lockVideo(inner, id);
    if (video.ownerId !== user.id) throw notFound();
    if (video.status !== "failed")
      throw new Refusal(
        "conflict",
        "Only a failed video can be tried again. Start a new one from its prompt.",
      );
    await refuseWhileLive(inner, id);
    await takeQuota(inner, user.id);
    const { plan, first, standIn } = await choosePlan(inner, await requestOf(inner, video));
    const now = inner.now();
    const next = video.round + 1;
    await inner.db
      .update(videos)
      .set({ round: next, roundAt: now, deadlineAt: deadlineOf(plan, now) })
      .where(eq(videos.id, id));
    await moveToModel(inner, video, { step: first, plan });
    await transition(inner, id, {
      event: "retried",
      cause: `round ${next}`,
      message: `${user.name} asked for another try${standIn ? `. ${standIn}` : ""}`,
    });
    return next;
  });
  ctx.parts.announcer.videoCreated({ id, round });
  return getVideo(ctx, { id });
}
