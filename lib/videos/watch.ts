import type { ModelCard } from "#lib/contract/model.ts";

type Cadence = Pick<ModelCard, "expectedSeconds" | "pollIntervalSeconds" | "progress" | "webhook">;

/** What is known of a followed job when it is decided whether its vendor is asked now. */
export type Watched = {
  card: Cadence;
  acceptedAt: Date;
  /** When the vendor was last asked. */
  lookedAt: Date | null;
  /** The vendor was given an address of ours to call. */
  callsBack: boolean;
  /** A callback came that tells to look, and nobody has looked since. */
  isHinted: boolean;
};

const calmAfterExpected = 2;
const calmShare = 1 / 20;
const calmSecondsMax = 300;
/** A last look further ahead than this was noted by a clock that was wrong, and does not count. */
export const clockSlackMs = 60_000;

/**
 * Seconds from one look to the next at a job's age: the card's own interval for twice the expected time, then a
 * twentieth of the age up to five minutes, and never sooner than the card allows.
 */
export function lookDelaySeconds(
  { expectedSeconds, pollIntervalSeconds }: Cadence,
  ageSeconds: number,
): number {
  const isCalm = ageSeconds > expectedSeconds * calmAfterExpected;
  const calm = isCalm ? Math.min(calmSecondsMax, ageSeconds * calmShare) : 0;
  return Math.max(pollIntervalSeconds, calm, 1);
}

const plus = (moment: Date, seconds: number): number => moment.getTime() + seconds * 1000;

/**
 * From when on the vendor may be asked. Pure. Before the soft deadline (the card's expected time) one that calls back
 * and tells no progress is left alone, unless a callback told to look; no look follows another below the interval.
 */
export function lookDueAt({ card, acceptedAt, lookedAt, callsBack, isHinted }: Watched, now: Date): Date {
  const isQuiet = callsBack && card.webhook && !card.progress && !isHinted;
  const softAt = isQuiet
    ? plus(acceptedAt, card.expectedSeconds)
    : Math.min(acceptedAt.getTime(), now.getTime());
  if (!lookedAt || lookedAt.getTime() > now.getTime() + clockSlackMs) return new Date(softAt);
  return new Date(Math.max(softAt, plus(lookedAt, card.pollIntervalSeconds)));
}

/**
 * Whole seconds from a look that has just ended to the next: by the job's age, and where a deadline comes before that,
 * at it; never below the card's interval.
 */
export function nextLookSeconds(
  { card, acceptedAt, deadlines }: Pick<Watched, "card" | "acceptedAt"> & { deadlines: readonly Date[] },
  now: Date,
): number {
  const ageSeconds = Math.max(0, (now.getTime() - acceptedAt.getTime()) / 1000);
  const ahead = deadlines.filter((deadline) => deadline > now).map((deadline) => deadline.getTime());
  const next = Math.min(plus(now, lookDelaySeconds(card, ageSeconds)), ...ahead);
  return Math.max(card.pollIntervalSeconds, Math.ceil((next - now.getTime()) / 1000));
}

/**
 * Whole seconds to wait where a look is not due before `dueAt`: at least one, and never longer than the job's age or
 * its expected time, so that a callback which comes between two steps of a run, and wakes nobody, costs little.
 */
export function quietSeconds(
  { card, acceptedAt }: Pick<Watched, "card" | "acceptedAt">,
  dueAt: Date,
  now: Date,
): number {
  const seconds = Math.ceil((dueAt.getTime() - now.getTime()) / 1000);
  const ageSeconds = Math.ceil((now.getTime() - acceptedAt.getTime()) / 1000);
  const longest = Math.min(card.expectedSeconds, ageSeconds);
  return Math.max(1, Math.min(seconds, Math.max(card.pollIntervalSeconds, longest)));
}

/**
 * `late`: past the hard deadline, a job that still runs is given up. `over`: past the video's absolute one, silence
 * is no longer waited out either.
 */
export type Stage = "open" | "late" | "over";

/** A take has no longer than its video. */
export function stageAt(
  now: Date,
  { deadlineAt, videoDeadlineAt }: { deadlineAt: Date; videoDeadlineAt: Date },
): Stage {
  if (now >= videoDeadlineAt) return "over";
  return now >= deadlineAt ? "late" : "open";
}

const lostAfterDelays = 3;
const lostAfterSecondsMin = 120;

/**
 * How long a look is overdue at which whoever should have looked counts as gone, in steps that double: 0 while it is
 * not, then 1, 2, 3 … so that each is announced once. Pure.
 */
export function lostStep(dueAt: Date, delaySeconds: number, now: Date): number {
  const graceMs = Math.max(lostAfterDelays * delaySeconds, lostAfterSecondsMin) * 1000;
  const overdueMs = now.getTime() - dueAt.getTime();
  return overdueMs <= graceMs ? 0 : 1 + Math.floor(Math.log2(overdueMs / graceMs));
}
