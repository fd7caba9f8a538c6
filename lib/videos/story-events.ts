import { statusCopy } from "#lib/contract/copy.ts";
import { failureCopy } from "#lib/contract/failure.ts";
import { isActive, type VideoEventType } from "#lib/contract/status.ts";
import type { StoryLine } from "#lib/contract/story.ts";
import { dollars } from "#lib/models/price.ts";
import type { ClipFact, EventFact, StoryFacts, TakeFact } from "./story-facts.ts";
import { costWords, totalWords } from "./story-money.ts";
import { becauseOf, eventTones } from "./story-words.ts";

/** An event with the take it is about, and whether nothing followed it. */
export type EventOfTake = { event: EventFact; take: TakeFact | undefined; isLast: boolean };

type Teller = (facts: StoryFacts, told: EventOfTake) => (string | null | undefined)[];

/** Which take each event is about: the one it names as its cause, itself or by a decision, else the last one sent. */
export function eventsWithTakes({ events, takes, decisions }: StoryFacts): EventOfTake[] {
  const attemptOf = new Map(decisions.map(({ id, attemptId }) => [id, attemptId]));
  const takeOf = new Map(takes.map((take) => [take.id, take]));
  let current: TakeFact | undefined;
  return events.map((event, index) => {
    const own = takeOf.get(attemptOf.get(event.cause) ?? event.cause);
    if (own) current = own;
    else if (event.type === "retried") current = undefined;
    return { event, take: current, isLast: index === events.length - 1 };
  });
}

function clipWords(clip: ClipFact | null): string | undefined {
  if (!clip) return undefined;
  const { width, height, durationSeconds, frameRate, hasAudio } = clip;
  const parts = [
    `${width} × ${height}`,
    durationSeconds !== null && `${durationSeconds.toFixed(1)} s`,
    frameRate !== null && `${Math.round(frameRate)} fps`,
    hasAudio ? "with sound" : "no sound",
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

const quoted = (note: string | null | undefined): string | undefined => (note ? `“${note}”` : undefined);

const noteOfDecision = ({ decisions }: StoryFacts, { cause }: EventFact): string | undefined =>
  quoted(decisions.find(({ id }) => id === cause)?.note);

const reviewed: Teller = ({ notes }, { event }) => [quoted(notes.get(event.cause))];

/** What the take has cost, unless a later line tells it: a report that came after its end. */
function costOf({ findings, reader }: StoryFacts, take: TakeFact | undefined): string | undefined {
  const isToldLater = findings.some(
    ({ kind, attemptId }) => kind === "late_report" && attemptId === take?.id,
  );
  return take && take.priceMicros > 0 && isToldLater ? undefined : costWords(take, reader);
}

const charged: Teller = (facts, { take }) => [costOf(facts, take)];
const nothing: Teller = () => [];

const details: Record<VideoEventType, Teller> = {
  created: nothing,
  claimed: (_, { take }) => [
    take && take.priceMicros > 0 ? `Up to ${dollars(take.priceMicros)} is held for it.` : undefined,
  ],
  accepted: ({ findings }, { take }) => [
    findings.find(({ kind, attemptId }) => kind === "found" && attemptId === take?.id)?.detail,
  ],
  finished: (facts, { take, isLast }) => [isLast ? clipWords(facts.clip) : null, costOf(facts, take)],
  retried: (facts, { event, take }) => [noteOfDecision(facts, event), take && costOf(facts, take)],
  failed: (facts, { event, take }) => [noteOfDecision(facts, event), costOf(facts, take)],
  canceled: charged,
  expired: nothing,
  approved: reviewed,
  rejected: reviewed,
  published: nothing,
  withdrawn: nothing,
};

/** What the life of a video that is over came to, and what can be done next. */
function ending(facts: StoryFacts, { event, take, isLast }: EventOfTake): (string | undefined)[] {
  if (!isLast || isActive(facts.status)) return [];
  const told = ["finished", "failed", "canceled"].includes(event.type) ? take : undefined;
  const next = event.errorCode ? failureCopy[event.errorCode].nextStep : statusCopy[facts.status].nextStep;
  return [totalWords(facts.takes, told), next];
}

/** What led to another try, in words, where only the general ones were kept. */
function textOf({ type, errorCode, message }: EventFact, take: TakeFact | undefined): string {
  const isGeneral = errorCode !== null && message.startsWith(failureCopy[errorCode].text);
  if (type !== "retried" || !isGeneral || !take) return message;
  return `Tried again because ${becauseOf[errorCode](take.modelName)}`;
}

const withTake: readonly VideoEventType[] = [
  "claimed",
  "accepted",
  "finished",
  "retried",
  "failed",
  "canceled",
];

/** One line of the history, with what it cost and what comes next where it ended something. */
export function eventLine(facts: StoryFacts, told: EventOfTake): StoryLine {
  const { event, take } = told;
  const detail = [...details[event.type](facts, told), ...ending(facts, told)].filter(Boolean).join(" ");
  return {
    at: event.at.toISOString(),
    kind: "event",
    event: event.type,
    tone: eventTones[event.type],
    text: textOf(event, take),
    detail: detail || null,
    take: withTake.includes(event.type) ? (take?.number ?? null) : null,
    actor: event.actor,
  };
}
