import { z } from "zod";
import { instant } from "./instant.ts";
import { eventSource, videoStatus } from "./status.ts";

/** What was found out about an attempt, beside its state. */
export const findingKinds = [
  "answer_lost",
  "searched",
  "found",
  "answered_late",
  "missing",
  "overdue",
  "late_report",
  "contradicted",
  "link_refreshed",
  "uncopied",
  "output_refused",
  "quarantined",
  "dearer",
] as const;
export const findingKind = z.enum(findingKinds);
export type FindingKind = z.infer<typeof findingKind>;

/**
 * Why a person has to decide: the submission was never answered, the vendor lost the job, it fell silent, or the paid
 * clip lies at a place that this installation does not read from.
 */
export const decisionReasons = ["unknown_submission", "lost_job", "silent_vendor", "output_refused"] as const;
export const decisionReason = z.enum(decisionReasons);
export type DecisionReason = z.infer<typeof decisionReason>;

export const decisionOutcomes = ["adopt", "write_off", "resubmit"] as const;
export const decisionOutcome = z.enum(decisionOutcomes);
export type DecisionOutcome = z.infer<typeof decisionOutcome>;

/** Where storage and rows disagree: a file is missing, is not the file it was, or belongs to nothing. */
export const storageProblems = ["missing", "changed", "unowned"] as const;

const note = z.string().trim().min(1, "Say why; others will ask.").max(500);

/** What an admin decides about an attempt that nobody can settle by machine. Amounts in micro-USD. */
export const decideInput = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("adopt"),
    note,
    /** The vendor's id of the job; not needed where it is known. */
    jobId: z.string().trim().min(1).max(300).optional(),
  }),
  z.strictObject({
    outcome: z.literal("write_off"),
    note,
    chargedMicros: z.int("A whole number of micro-dollars.").min(0).max(1_000_000_000).default(0),
  }),
  z.strictObject({
    outcome: z.literal("resubmit"),
    note,
    priceMaxMicros: z.int("A whole number of micro-dollars.").min(0).max(1_000_000_000),
  }),
]);
export type DecideInput = z.infer<typeof decideInput>;

export const findingView = z.object({
  kind: findingKind,
  detail: z.string(),
  source: eventSource,
  at: z.iso.datetime(),
});
export type FindingView = z.infer<typeof findingView>;

export const decisionView = z
  .object({
    id: z.string(),
    reason: decisionReason,
    videoId: z.string(),
    videoStatus,
    ownerName: z.string(),
    attempt: z.object({
      id: z.string(),
      number: z.int(),
      provider: z.string(),
      model: z.string(),
      modelName: z.string(),
      jobId: z.string().nullable(),
      sentAt: z.iso.datetime(),
      deadlineAt: z.iso.datetime(),
    }),
    /** Held in the ledger until it is decided. */
    reservedMicros: z.int(),
    evidence: z.array(findingView),
    /** What may be decided: nothing is sent again for a video that is over. */
    outcomes: z.array(decisionOutcome),
    openedAt: z.iso.datetime(),
    decided: z
      .object({
        outcome: decisionOutcome,
        by: z.string(),
        at: z.iso.datetime(),
        note: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "Decision" });
export type DecisionView = z.infer<typeof decisionView>;

export const listDecisionsInput = z.strictObject({ state: z.enum(["open", "decided"]).default("open") });
export const decisionListView = z.object({ items: z.array(decisionView) }).meta({ id: "DecisionList" });
export type DecisionListView = z.infer<typeof decisionListView>;

/** A callback that fits no attempt, or one that came more than once. */
export const receiptView = z
  .object({
    id: z.string(),
    provider: z.string(),
    eventId: z.string(),
    jobId: z.string().nullable(),
    videoId: z.string().nullable(),
    attemptNumber: z.int().nullable(),
    verifiedBy: z.string(),
    duplicates: z.int(),
    receivedAt: z.iso.datetime(),
    appliedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Receipt" });
export type ReceiptView = z.infer<typeof receiptView>;

export const receiptKinds = ["orphans", "duplicates"] as const;
export const listReceiptsInput = z.strictObject({
  kind: z.enum(receiptKinds),
  before: instant.optional(),
});
export const receiptListView = z
  .object({ items: z.array(receiptView), nextBefore: z.iso.datetime().nullable() })
  .meta({ id: "ReceiptList" });
export type ReceiptListView = z.infer<typeof receiptListView>;

/** One of the fourteen things that may never be false. */
export const invariantView = z.object({
  id: z.string().regex(/^I\d{1,2}$/),
  promise: z.string(),
  violations: z.int(),
  /** The first rows that break it. */
  examples: z.array(z.object({ subject: z.string(), detail: z.string() })),
});
export type InvariantView = z.infer<typeof invariantView>;

/** What an operator looks after, as counts that lead to rows. */
export const incidentsView = z
  .object({
    counts: z.object({
      decisions: z.int(),
      stuck: z.int(),
      orphans: z.int(),
      duplicates: z.int(),
      violations: z.int(),
    }),
    invariants: z.array(invariantView),
    checkedAt: z.iso.datetime(),
  })
  .meta({ id: "Incidents" });
export type IncidentsView = z.infer<typeof incidentsView>;
