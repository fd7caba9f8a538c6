import type { FailureCode } from "#lib/contract/failure.ts";
import type { DecisionOutcome, DecisionReason, FindingKind } from "#lib/contract/incident.ts";
import type { LedgerMove } from "#lib/contract/ledger.ts";
import type { VideoEventType, VideoStatus } from "#lib/contract/status.ts";
import type { AttemptState } from "#lib/contract/video.ts";

export type EventFact = {
  type: VideoEventType;
  /** The attempt, decision, review or request that led to it. */
  cause: string;
  message: string;
  errorCode: FailureCode | null;
  actor: string | null;
  at: Date;
};

/** One attempt; amounts in micro-USD. */
export type TakeFact = {
  id: string;
  number: number;
  modelName: string;
  state: AttemptState;
  priceMicros: number;
  costMicros: number;
  jobId: string | null;
};

export type FindingFact = {
  attemptId: string;
  kind: FindingKind;
  detail: string;
  jobId: string | null;
  at: Date;
};

export type DecisionFact = {
  id: string;
  attemptId: string;
  reason: DecisionReason;
  openedAt: Date;
  outcome: DecisionOutcome | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  note: string | null;
};

export type CallbacksFact = { attemptId: string; callbacks: number; duplicates: number; firstAt: Date };

export type MoneyFact = { attemptId: string; move: LedgerMove; amountMicros: number; at: Date };

export type ClipFact = {
  width: number;
  height: number;
  durationSeconds: number | null;
  frameRate: number | null;
  hasAudio: boolean | null;
};

/** All that is known of a video's life, each list in the order in which it happened. */
export type StoryFacts = {
  /** Who is told: its owner as "you"; admins with the vendors' own ids and words. */
  reader: { isOwner: boolean; isAdmin: boolean };
  status: VideoStatus;
  /** What a reviewer wrote, by the review's id. */
  notes: ReadonlyMap<string, string>;
  clip: ClipFact | null;
  events: readonly EventFact[];
  takes: readonly TakeFact[];
  findings: readonly FindingFact[];
  callbacks: readonly CallbacksFact[];
  decisions: readonly DecisionFact[];
  money: readonly MoneyFact[];
};
