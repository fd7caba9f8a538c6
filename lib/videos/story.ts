import type { LedgerMove } from "#lib/contract/ledger.ts";
import type { StoryLine } from "#lib/contract/story.ts";
import { dollars } from "#lib/models/price.ts";
import { type EventOfTake, eventLine, eventsWithTakes } from "./story-events.ts";
import type {
  CallbacksFact,
  DecisionFact,
  FindingFact,
  MoneyFact,
  StoryFacts,
  TakeFact,
} from "./story-facts.ts";
import { costWords } from "./story-money.ts";
import { decidedWords, findingWords, openedWords } from "./story-words.ts";

type Told = { facts: StoryFacts; events: readonly EventOfTake[]; take: TakeFact };

const sentences = (...parts: (string | false | null | undefined)[]): string | null =>
  parts.filter(Boolean).join(" ") || null;

const plainLine = { event: null, actor: null } as const;

const overBy: Partial<Record<EventOfTake["event"]["type"], string>> = {
  canceled: "The video had been canceled by then.",
  failed: "The video had failed by then.",
  expired: "The video had expired by then.",
};

/** How the video stood when news of a take came late. */
function statusThen({ events }: Told, at: Date): string | undefined {
  const before = events.findLast(({ event }) => event.at <= at);
  return before && overBy[before.event.type];
}

const isLate = ({ kind }: FindingFact): boolean => kind === "late_report";

function lateWords(told: Told, finding: FindingFact): string[] {
  const { facts, take } = told;
  const last = facts.findings.findLast((other) => other.attemptId === take.id && isLate(other));
  if (last !== finding) return [];
  return [statusThen(told, finding.at) ?? "", take.priceMicros > 0 ? costWords(take, facts.reader) : ""];
}

/** What was found out about a take; nothing where an event tells of it already. */
function findingLine(told: Told, finding: FindingFact): StoryLine | undefined {
  const { facts, events, take } = told;
  const isTold = events.some(({ event }) => event.type === "accepted" && event.cause === take.id);
  if (finding.kind === "found" && isTold) return undefined;
  const words = findingWords[finding.kind];
  const { isAdmin } = facts.reader;
  const { text, next } = words.open?.in.includes(take.state) ? words.open : words;
  const noted = !words.isWhole && (words.isPlain || isAdmin) ? finding.detail : null;
  return {
    ...plainLine,
    at: finding.at.toISOString(),
    kind: "finding",
    tone: words.tone,
    text: text(take.modelName, finding.detail),
    detail: sentences(
      next(take.modelName),
      noted,
      ...(isLate(finding) ? lateWords(told, finding) : []),
      isAdmin && finding.jobId && `Job ${finding.jobId}.`,
    ),
    take: take.number,
  };
}

function callbackLine({ facts, take }: Told, { callbacks, duplicates, firstAt }: CallbacksFact): StoryLine[] {
  if (!facts.reader.isAdmin) return [];
  const times = callbacks === 1 ? "a callback" : `${callbacks} callbacks`;
  const again = duplicates === 1 ? "One of them came twice." : `${duplicates} repetitions were counted.`;
  return [
    {
      ...plainLine,
      at: firstAt.toISOString(),
      kind: "callback",
      tone: "neutral",
      text: `${take.modelName} sent ${times}`,
      detail: sentences(duplicates > 0 && again, take.jobId && `Job ${take.jobId}.`),
      take: take.number,
    },
  ];
}

function decisionLines({ facts, events, take }: Told, decision: DecisionFact): StoryLine[] {
  const { reason, openedAt, outcome, decidedBy, decidedAt, note } = decision;
  const line = { ...plainLine, kind: "decision", take: take.number } as const;
  const held = take.priceMicros > 0 && `${dollars(take.priceMicros)} stays held until it is decided.`;
  const opened: StoryLine = {
    ...line,
    at: openedAt.toISOString(),
    tone: "warn",
    text: openedWords[reason](take.modelName),
    detail: sentences("Nothing is sent twice.", held),
  };
  if (!outcome || !decidedAt || events.some(({ event }) => event.cause === decision.id)) return [opened];
  const decided: StoryLine = {
    ...line,
    at: decidedAt.toISOString(),
    tone: outcome === "adopt" ? "good" : "neutral",
    text: decidedBy ? decidedWords[outcome](decidedBy) : "No decision was needed any more",
    detail: sentences(
      note && (decidedBy ? `“${note}”` : note),
      outcome === "write_off" && costWords(take, facts.reader),
    ),
    actor: decidedBy,
  };
  return [opened, decided];
}

const ends: readonly string[] = ["retried", "failed", "finished"];

/** Whether another line tells how the take ended and what it cost. */
function isEndTold({ facts, events, take }: Told): boolean {
  const byEvent = events.some((told) => told.take === take && ends.includes(told.event.type));
  const byFinding = facts.findings.some((finding) => finding.attemptId === take.id && isLate(finding));
  const byDecision = facts.decisions.some(({ attemptId, outcome }) => attemptId === take.id && outcome);
  return byEvent || byFinding || byDecision;
}

const moneyWords: Record<LedgerMove, (told: Told, amount: string) => string | undefined> = {
  reserve: () => undefined,
  settle: (told, amount) =>
    isEndTold(told) ? undefined : `${told.take.modelName} charged ${amount} for take ${told.take.number}`,
  release: (told, amount) =>
    isEndTold(told) ? undefined : `${amount} that was held for take ${told.take.number} is free again`,
  charge: ({ facts, take }, amount) => {
    const isMore = facts.money.some(({ attemptId, move }) => attemptId === take.id && move === "settle");
    if (isMore) return `${take.modelName} charged ${amount} more than was held for take ${take.number}`;
    const isTold = facts.findings.some((finding) => finding.attemptId === take.id && isLate(finding));
    return isTold ? undefined : `${take.modelName} charged ${amount} after take ${take.number} had ended`;
  },
};

function moneyLine(told: Told, { move, amountMicros, at }: MoneyFact): StoryLine[] {
  const text = moneyWords[move](told, dollars(amountMicros));
  if (!text) return [];
  const tone = move === "release" ? "neutral" : "warn";
  return [
    { ...plainLine, at: at.toISOString(), kind: "money", tone, text, detail: null, take: told.take.number },
  ];
}

/**
 * What happened to a video, in plain words and in order: its history, what was found out, asked of an admin and
 * charged. Creators read no ids and no words of vendors; admins do. What ended says what it cost and what comes next.
 */
export function storyOf(facts: StoryFacts): StoryLine[] {
  const events = eventsWithTakes(facts);
  const ofTakes = facts.takes.flatMap((take) => {
    const told = { facts, events, take };
    const mine = ({ attemptId }: { attemptId: string }) => attemptId === take.id;
    return [
      ...facts.findings.filter(mine).flatMap((finding) => findingLine(told, finding) ?? []),
      ...facts.callbacks.filter(mine).flatMap((callbacks) => callbackLine(told, callbacks)),
      ...facts.decisions.filter(mine).flatMap((decision) => decisionLines(told, decision)),
      ...facts.money.filter(mine).flatMap((money) => moneyLine(told, money)),
    ];
  });
  const lines = [...events.map((told) => eventLine(facts, told)), ...ofTakes];
  return lines.sort((one, other) => one.at.localeCompare(other.at));
}
