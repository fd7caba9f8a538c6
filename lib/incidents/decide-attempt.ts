import { eq } from "drizzle-orm";
import { attempts, decisions } from "#db/schema/index.ts";
import { type Context, permit, transact, type User } from "#lib/context.ts";
import type { DecideInput, DecisionView } from "#lib/contract/incident.ts";
import { isActive } from "#lib/contract/status.ts";
import { failpoint } from "#lib/failpoint.ts";
import { recordAudit } from "#lib/ops/audit.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { settleDecision } from "#lib/videos/settle-decision.ts";
import { lockVideo } from "#lib/videos/transition.ts";
import { adoptByHand, checkNamedJob } from "./adopt-by-hand.ts";
import { decisionViews } from "./decision-views.ts";
import { selectDecisions } from "./list-decisions.ts";
import { resubmit, type Subject, writeOff } from "./write-off.ts";

async function readDecision(ctx: Context, id: string) {
  const [row] = await selectDecisions(ctx).where(eq(decisions.id, id));
  if (!row) throw notFound();
  return row;
}
type Row = Awaited<ReturnType<typeof readDecision>>;

function refuseDecided({ decision: { decidedAt }, decidedBy }: Row): void {
  if (!decidedAt) return;
  const by = decidedBy ?? "What was found out";
  throw new Refusal("conflict", `${by} has already settled it.`, {
    decidedBy: { name: by, at: decidedAt.toISOString() },
  });
}

/** Everything that is decided about stands still until the transaction is over. */
async function lockSubject(ctx: Context, id: string): Promise<Subject & { row: Row }> {
  const video = await lockVideo(ctx, (await readDecision(ctx, id)).video.id);
  await ctx.db.select({ id: decisions.id }).from(decisions).where(eq(decisions.id, id)).for("update");
  const row = await readDecision(ctx, id);
  refuseDecided(row);
  const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.id, row.attempt.id)).for("update");
  if (!attempt) throw notFound();
  return { row, video, attempt, decision: row.decision };
}

const settlementOf = (admin: User, input: DecideInput) => ({
  outcome: input.outcome,
  note: input.note,
  decidedBy: admin.id,
  ...(input.outcome === "adopt" && { jobId: input.jobId ?? null }),
  ...(input.outcome === "write_off" && { chargedMicros: input.chargedMicros }),
  ...(input.outcome === "resubmit" && { priceMaxMicros: input.priceMaxMicros }),
});

function act(ctx: Context, admin: User, subject: Subject, input: DecideInput): Promise<void> {
  switch (input.outcome) {
    case "adopt":
      return adoptByHand(ctx, subject, input.jobId);
    case "write_off":
      return writeOff(ctx, admin, subject, input.chargedMicros);
    case "resubmit":
      return resubmit(ctx, admin, subject, input.priceMaxMicros);
  }
}

/**
 * Settles what no machine can: `adopt` follows the job further, `write_off` ends the take at what the vendor took for
 * it, `resubmit` ends it and lets one more take be sent, at most at the given price (micro-USD) and never above the
 * owner's own ceiling. A video that is over is never sent again. Throws `conflict` with who and when to the second of
 * two, and where no model may take it; `invalid_input` for a job that cannot be this attempt's.
 */
export async function decideAttempt(
  ctx: Context,
  { id, ...input }: DecideInput & { id: string },
): Promise<DecisionView> {
  const admin = permit(ctx, "attempts:decide");
  const asked = await readDecision(ctx, id);
  refuseDecided(asked);
  if (input.outcome === "adopt") await checkNamedJob(ctx, asked.attempt, input.jobId);
  const video = await transact(ctx, async (inner) => {
    const subject = await lockSubject(inner, id);
    if (input.outcome === "resubmit" && !isActive(subject.video.status))
      throw new Refusal("conflict", "This video is over. Nothing is sent for it again.");
    const { attempt } = subject;
    await settleDecision(inner, attempt.id, settlementOf(admin, input));
    await act(inner, admin, subject, input);
    const { note: _, ...after } = input;
    await recordAudit(inner, {
      action: `attempt/${input.outcome}`,
      subjectId: attempt.id,
      before: { decision: id, reason: subject.decision.reason, state: attempt.state, jobId: attempt.jobId },
      after: { ...after, note: input.note },
    });
    return subject.video;
  });
  await failpoint("decide.stored");
  if (isActive(video.status) && input.outcome !== "write_off")
    ctx.parts.announcer.videoResumed({ id: video.id, round: video.round, cause: id });
  const [view] = await decisionViews(ctx, [await readDecision(ctx, id)]);
  if (!view) throw notFound();
  return view;
}
