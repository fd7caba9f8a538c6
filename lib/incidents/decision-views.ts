import { asc, inArray, sql } from "drizzle-orm";
import {
  attemptFindings,
  type attempts,
  type decisions,
  ledgerEntries,
  webhookReceipts,
} from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import {
  type DecisionOutcome,
  type DecisionView,
  decisionOutcomes,
  type FindingView,
} from "#lib/contract/incident.ts";
import { isActive, type VideoStatus } from "#lib/contract/status.ts";
import { cardOf } from "#lib/models/cards.ts";
import { isHint } from "#lib/videos/receipts.ts";

export type DecisionRow = {
  decision: typeof decisions.$inferSelect;
  attempt: typeof attempts.$inferSelect;
  video: { id: string; status: VideoStatus; ownerName: string };
  decidedBy: string | null;
};

/** Who decided where nobody had to: what was found out settled it. */
const nobody = "Dailies";

/** Nothing is sent again for a video that is over. */
const outcomesFor = (status: VideoStatus): DecisionOutcome[] =>
  decisionOutcomes.filter((outcome) => outcome !== "resubmit" || isActive(status));

type Evidence = Map<string, FindingView[]>;

function add(evidence: Evidence, attemptId: string, finding: FindingView): void {
  evidence.set(attemptId, [...(evidence.get(attemptId) ?? []), finding]);
}

const signedWords = (verifiedBy: string): string =>
  isHint({ verifiedBy }) ? "an unsigned callback" : "a signed callback";

/** Findings and callbacks of the attempts, each attempt's in the order in which they came. */
async function readEvidence(ctx: Context, attemptIds: string[]): Promise<Evidence> {
  const findings = await ctx.db
    .select()
    .from(attemptFindings)
    .where(inArray(attemptFindings.attemptId, attemptIds))
    .orderBy(asc(attemptFindings.id));
  const receipts = await ctx.db
    .select({
      attemptId: webhookReceipts.attemptId,
      jobId: webhookReceipts.jobId,
      verifiedBy: webhookReceipts.verifiedBy,
      receivedAt: webhookReceipts.receivedAt,
    })
    .from(webhookReceipts)
    .where(inArray(webhookReceipts.attemptId, attemptIds))
    .orderBy(asc(webhookReceipts.receivedAt));
  const evidence: Evidence = new Map();
  for (const { attemptId, kind, detail, source, createdAt } of findings)
    add(evidence, attemptId, { kind, detail, source, at: createdAt.toISOString() });
  for (const { attemptId, jobId, verifiedBy, receivedAt } of receipts)
    add(evidence, attemptId ?? "", {
      kind: jobId === null ? "searched" : "found",
      detail: `The vendor sent ${signedWords(verifiedBy)}${jobId === null ? " that names no job" : ` about the job ${jobId}`}.`,
      source: "webhook",
      at: receivedAt.toISOString(),
    });
  for (const list of evidence.values()) list.sort((a, b) => a.at.localeCompare(b.at));
  return evidence;
}

/** What the ledger holds for each attempt, micro-USD. */
async function readReserved(ctx: Context, attemptIds: string[]): Promise<Map<string, number>> {
  const { attemptId, credit, debit, amountMicros } = ledgerEntries;
  const held = sql<number>`sum(case when ${credit} = 'reserved' then ${amountMicros} when ${debit} = 'reserved' then -${amountMicros} else 0 end)`;
  const rows = await ctx.db
    .select({ attemptId, held: held.mapWith(Number) })
    .from(ledgerEntries)
    .where(inArray(attemptId, attemptIds))
    .groupBy(attemptId);
  return new Map(rows.map((row) => [row.attemptId, row.held]));
}

function viewOf(
  { decision, attempt, video, decidedBy }: DecisionRow,
  evidence: FindingView[],
  reservedMicros: number,
): DecisionView {
  const { outcome, decidedAt } = decision;
  return {
    id: decision.id,
    reason: decision.reason,
    videoId: video.id,
    videoStatus: video.status,
    ownerName: video.ownerName,
    attempt: {
      id: attempt.id,
      number: attempt.number,
      provider: attempt.provider,
      model: attempt.model,
      modelName: cardOf(attempt.model)?.name ?? attempt.model,
      jobId: attempt.jobId,
      sentAt: attempt.createdAt.toISOString(),
      deadlineAt: attempt.deadlineAt.toISOString(),
    },
    reservedMicros,
    evidence,
    outcomes: decidedAt ? [] : outcomesFor(video.status),
    openedAt: decision.openedAt.toISOString(),
    decided:
      outcome && decidedAt
        ? { outcome, by: decidedBy ?? nobody, at: decidedAt.toISOString(), note: decision.note ?? "" }
        : null,
  };
}

/** Decisions with all that is known about their attempts. */
export async function decisionViews(ctx: Context, rows: DecisionRow[]): Promise<DecisionView[]> {
  if (rows.length === 0) return [];
  const attemptIds = rows.map(({ attempt }) => attempt.id);
  const evidence = await readEvidence(ctx, attemptIds);
  const reserved = await readReserved(ctx, attemptIds);
  return rows.map((row) =>
    viewOf(row, evidence.get(row.attempt.id) ?? [], reserved.get(row.attempt.id) ?? 0),
  );
}
