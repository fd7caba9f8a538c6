import { reviews } from "#db/schema/index.ts";
import { type Context, permit, transact } from "#lib/context.ts";
import type { DecideReviewInput, ReviewReasonView } from "#lib/contract/review.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { failpoint } from "#lib/failpoint.ts";
import { newId } from "#lib/ids.ts";
import { recordAudit } from "#lib/ops/audit.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { getVideo } from "#lib/videos/get-video.ts";
import { lockVideo, transition } from "#lib/videos/transition.ts";
import { currentVideoFile } from "./current-video-file.ts";
import { lastReview, readReasons } from "./last-review.ts";

const refuse = (path: string, message: string): never => {
  throw new Refusal("invalid_input", message, { errors: [{ path, message }] });
};

/** Reasons belong to a rejection, must exist, and some demand a note. Returns their labels. */
function checkReasons({ decision, reasons, note }: DecideReviewInput, known: ReviewReasonView[]): string[] {
  if (decision === "approve" && reasons.length > 0) refuse("reasons", "Reasons belong to a rejection.");
  if (decision === "reject" && reasons.length === 0) refuse("reasons", "Choose at least one reason.");
  return reasons.map((code) => {
    const reason = known.find((candidate) => candidate.code === code);
    if (!reason) return refuse("reasons", `There is no reason "${code}".`);
    if (reason.noteRequired && !note) refuse("note", `"${reason.label}" needs a note.`);
    return reason.label;
  });
}

/**
 * Writes the decision and moves the video in one transaction; it binds to the hash of the current file.
 * Throws `forbidden` for one's own clip, `already_decided` with who and when to the second of two, `conflict` when the
 * file watched is not the current one.
 */
export async function decideReview(
  ctx: Context,
  { id, ...input }: DecideReviewInput & { id: string },
): Promise<VideoView> {
  const reviewer = permit(ctx, "reviews:decide");
  const labels = checkReasons(input, await readReasons(ctx));
  await transact(ctx, async (inner) => {
    const video = await lockVideo(inner, id);
    if (video.ownerId === reviewer.id)
      throw new Refusal("forbidden", "Nobody reviews their own clip. Somebody else has to decide.");
    const file = await currentVideoFile(inner, id);
    if (!file) throw notFound();
    if (video.status !== "completed") {
      const earlier = await lastReview(inner, id);
      if (!earlier) throw new Refusal("conflict", "This clip does not wait for a decision.");
      const verdict = earlier.decision === "approve" ? "approved" : "rejected";
      throw new Refusal("already_decided", `${earlier.reviewer.name} has already ${verdict} it.`, {
        decidedBy: { name: earlier.reviewer.name, at: earlier.createdAt },
      });
    }
    if (input.artifactSha256 && input.artifactSha256 !== file.sha256)
      throw new Refusal("conflict", "A newer file has arrived. Watch it before you decide.");
    const now = inner.now();
    const reviewId = newId("review");
    await inner.db.insert(reviews).values({
      id: reviewId,
      videoId: id,
      reviewerId: reviewer.id,
      decision: input.decision,
      reasons: input.reasons,
      note: input.note || null,
      artifactSha256: file.sha256,
      waitedSeconds: Math.round((now.getTime() - (video.completedAt ?? now).getTime()) / 1000),
      createdAt: now,
    });
    const message =
      input.decision === "approve"
        ? `${reviewer.name} approved it`
        : `${reviewer.name} asked for changes: ${labels.join(", ")}`;
    await transition(inner, id, {
      event: input.decision === "approve" ? "approved" : "rejected",
      cause: reviewId,
      message,
    });
    await recordAudit(inner, {
      action: `review/${input.decision}`,
      subjectId: id,
      before: null,
      after: { reviewId, reasons: input.reasons, artifactSha256: file.sha256 },
    });
  });
  await failpoint("review.stored");
  return getVideo(ctx, { id });
}
