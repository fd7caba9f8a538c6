import { expect, test } from "vitest";
import { failureCode, failureCopy } from "#lib/contract/failure.ts";
import { decisionOutcomes, decisionReasons, findingKinds } from "#lib/contract/incident.ts";
import { ledgerMoves } from "#lib/contract/ledger.ts";
import { type VideoEventType, type VideoStatus, videoEventTypes } from "#lib/contract/status.ts";
import { attemptStates } from "#lib/contract/video.ts";
import { storyOf } from "./story.ts";
import type { DecisionFact, EventFact, FindingFact, MoneyFact, StoryFacts, TakeFact } from "./story-facts.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second));
const owner = { isOwner: true, isAdmin: false };
const admin = { isOwner: false, isAdmin: true };

const take: TakeFact = {
  id: "att_1",
  number: 1,
  modelName: "Kling 3.0",
  state: "accepted",
  priceMicros: 420_000,
  costMicros: 0,
  jobId: "job-7",
};

const eventOf = (type: VideoEventType, second: number, change: Partial<EventFact> = {}): EventFact => ({
  type,
  cause: "att_1",
  message: `it was ${type}`,
  errorCode: null,
  actor: null,
  at: at(second),
  ...change,
});

const begun = [eventOf("created", 0, { cause: "request" }), eventOf("claimed", 1)];

const findingOf = (change: Partial<FindingFact> = {}): FindingFact => ({
  attemptId: "att_1",
  kind: "answer_lost",
  detail: "The vendor said this and that.",
  jobId: "job-7",
  at: at(5),
  ...change,
});

const decisionOf = (change: Partial<DecisionFact> = {}): DecisionFact => ({
  id: "dec_1",
  attemptId: "att_1",
  reason: "unknown_submission",
  openedAt: at(6),
  outcome: null,
  decidedBy: null,
  decidedAt: null,
  note: null,
  ...change,
});

const moneyOf = (move: MoneyFact["move"], second: number): MoneyFact => ({
  attemptId: "att_1",
  move,
  amountMicros: 420_000,
  at: at(second),
});

const story = (change: Partial<StoryFacts> = {}) =>
  storyOf({
    reader: owner,
    status: "processing",
    notes: new Map(),
    clip: null,
    events: begun,
    takes: [take],
    findings: [],
    callbacks: [],
    decisions: [],
    money: [],
    ...change,
  });

const lastOf = (change: Partial<StoryFacts>) => story(change).at(-1);
const wordsOf = (change: Partial<StoryFacts>) =>
  story(change)
    .map(({ text, detail }) => `${text} ${detail ?? ""}`)
    .join("\n");

test.each(videoEventTypes)("the event %s is told once, with its own words, in its place", (type) => {
  const told = story({ events: [...begun, eventOf(type, 9)], findings: [findingOf()] });
  expect(told.filter(({ event, at: when }) => event === type && when === at(9).toISOString())).toHaveLength(
    1,
  );
  expect(told.map(({ at: when }) => when)).toEqual([...told.map(({ at: when }) => when)].sort());
});

test.each(findingKinds)(
  "the finding %s is told to creators without any id, and to admins with it",
  (kind) => {
    const findings = [findingOf({ kind })];
    expect(wordsOf({ findings })).toContain("Kling 3.0");
    expect(wordsOf({ findings })).not.toContain("job-7");
    expect(wordsOf({ findings, reader: admin })).toContain("Job job-7.");
  },
);

const vendorsWords = [
  "answer_lost",
  "answered_late",
  "contradicted",
  "output_refused",
  "quarantined",
  "uncopied",
] as const;
test.each(vendorsWords)("what was noted with %s, an admin reads and a creator does not", (kind) => {
  const findings = [findingOf({ kind })];
  expect(wordsOf({ findings })).not.toContain("this and that");
  expect(wordsOf({ findings, reader: admin })).toContain("this and that");
});

test.each(decisionReasons)("a decision for %s says that an admin is asked and what is held", (reason) => {
  const [line] = story({ decisions: [decisionOf({ reason })] }).slice(-1);
  expect(line).toMatchObject({ kind: "decision", tone: "warn", take: 1 });
  expect(line?.text).toContain("An admin is asked");
  expect(line?.detail).toContain("$0.42 stays held until it is decided.");
});

test.each(decisionOutcomes)("the outcome %s says who decided and why", (outcome) => {
  const decided = decisionOf({ outcome, decidedBy: "Ana", decidedAt: at(8), note: "I asked them" });
  expect(lastOf({ decisions: [decided] })).toMatchObject({ actor: "Ana", kind: "decision" });
  expect(wordsOf({ decisions: [decided] })).toContain("“I asked them”");
});

test("a decision that moved its video is told once, with the admin's note", () => {
  const decided = decisionOf({ outcome: "resubmit", decidedBy: "Ana", decidedAt: at(8), note: "No trace" });
  const retried = eventOf("retried", 8, { cause: "dec_1", message: "Ana lets it be sent again" });
  const told = story({ decisions: [decided], events: [...begun, retried] });
  expect(told.filter(({ text }) => text.includes("sent again"))).toHaveLength(1);
  expect(told.at(-1)?.detail).toContain("“No trace”");
});

test("a decision that nobody had to make is not told as somebody's", () => {
  const settled = decisionOf({ outcome: "adopt", decidedAt: at(8), note: "A callback named the job." });
  expect(lastOf({ decisions: [settled] })).toMatchObject({
    text: "No decision was needed any more",
    detail: "A callback named the job.",
    actor: null,
  });
});

test.each(failureCode.options)("another try after %s says why in words", (code) => {
  const message = `${failureCopy[code].text} The same prompt is tried again.`;
  const retried = eventOf("retried", 4, { errorCode: code, message });
  expect(lastOf({ events: [...begun, retried] })?.text).toMatch(/^Tried again because [^_]+$/);
  const told = eventOf("retried", 4, { errorCode: code, message: "Kling 3.0 failed; Veo takes over: 5 s" });
  expect(lastOf({ events: [...begun, told] })?.text).toBe("Kling 3.0 failed; Veo takes over: 5 s");
});

test("another try says who failed and what it cost", () => {
  const retried = eventOf("retried", 4, {
    errorCode: "provider_unavailable",
    message: "The model could not be reached. The same prompt is tried again.",
  });
  expect(lastOf({ events: [...begun, retried], takes: [{ ...take, state: "rejected" }] })).toMatchObject({
    text: "Tried again because Kling 3.0 did not answer",
    detail: "You were not charged because Kling 3.0 did not take the job.",
  });
});

const live = ["intent", "accepted", "ambiguous", "adopted"];
const over: [VideoStatus, VideoEventType][] = [
  ["failed", "failed"],
  ["canceled", "canceled"],
];
const endings = over.flatMap(([status, type]) =>
  attemptStates.flatMap((state) =>
    [0, 420_000].map((costMicros) => [status, type, state, costMicros] as const),
  ),
);
test.each(endings)(
  "%s ends with its cost and a next step, whatever became of its take (%s, %s, %i)",
  (...row) => {
    const [status, type, state, costMicros] = row;
    const errorCode = type === "failed" ? "provider_failed" : null;
    const events = [...begun, eventOf(type, 9, { errorCode, cause: "round 1" })];
    const detail = lastOf({ status, events, takes: [{ ...take, state, costMicros }] })?.detail ?? "";
    const money = live.includes(state)
      ? /\$0\.42 stays held/
      : costMicros
        ? /\$0\.42/
        : /not charged because/;
    expect(detail).toMatch(money);
    expect(detail).toMatch(type === "failed" ? /Try again\.$/ : /Start it again from the same prompt/);
  },
);

test("a free take says that it is free, and a video without a take that nothing had been sent", () => {
  const events = [...begun, eventOf("failed", 9, { errorCode: "internal" })];
  const free = { ...take, priceMicros: 0, state: "failed_permanent" as const };
  expect(lastOf({ status: "failed", events, takes: [free] })?.detail).toContain("because Kling 3.0 is free.");
  const early = [eventOf("created", 0), eventOf("canceled", 1, { cause: "round 1" })];
  expect(lastOf({ status: "canceled", events: early, takes: [] })?.detail).toMatch(
    /^You were not charged because no model had been given the job\./,
  );
});

test("what all takes cost is told at the end where the last one alone does not say it", () => {
  const first = { ...take, state: "failed_permanent" as const, costMicros: 420_000 };
  const second = { ...take, id: "att_2", number: 2, state: "rejected" as const };
  const events = [
    ...begun,
    eventOf("retried", 3, { errorCode: "provider_failed" }),
    eventOf("claimed", 4, { cause: "att_2" }),
    eventOf("failed", 5, { cause: "att_2", errorCode: "provider_unavailable" }),
  ];
  const told = story({ status: "failed", events, takes: [first, second] });
  expect(told[2]?.detail).toBe("Kling 3.0 charged $0.42 for it all the same.");
  expect(told[4]?.detail).toContain("All takes together cost $0.42.");
  expect(told.map((line) => line.take)).toEqual([null, 1, 1, 2, 2]);
});

test("a job that finished after its video was canceled is told with what it cost, once", () => {
  const late = findingOf({
    kind: "late_report",
    detail: "The vendor finished the clip after this take had ended, so it was not used.",
    at: at(20),
  });
  const told = story({
    status: "canceled",
    events: [...begun, eventOf("canceled", 9, { cause: "round 1" })],
    takes: [{ ...take, state: "canceled", costMicros: 420_000 }],
    findings: [late],
    money: [moneyOf("reserve", 1), moneyOf("release", 10), moneyOf("charge", 20)],
  });
  expect(told).toHaveLength(4);
  expect(told.at(-1)).toMatchObject({
    text: "Kling 3.0 finished the clip after this take had ended, so it was not used",
    detail: "The video had been canceled by then. Kling 3.0 charged $0.42 for it, though it was taken back.",
  });
});

test.each(ledgerMoves)("no %s of money goes untold", (move) => {
  const told = story({ status: "canceled", events: begun, money: [moneyOf(move, 30)] });
  const words = told.map(({ text, detail }) => `${text} ${detail ?? ""}`).join("\n");
  expect(words).toContain("$0.42");
  expect(told.filter(({ kind }) => kind === "money")).toHaveLength(move === "reserve" ? 0 : 1);
});

test("a lost answer is waited for, and told as past once it is known", () => {
  const findings = [findingOf()];
  const waiting = story({ findings, takes: [{ ...take, state: "ambiguous" }] }).at(-1);
  expect(waiting?.text).toMatch(/^Waiting for the vendor's answer: Kling 3\.0 has not said/);
  expect(waiting?.detail).toMatch(/^Nothing is sent twice/);
  expect(story({ findings }).at(-1)?.text).toMatch(/^No answer came/);
});

test("a clip that could not be copied waits at its vendor, and is told as past once the take is over", () => {
  const findings = [findingOf({ kind: "uncopied" })];
  const waiting = story({ findings, takes: [{ ...take, state: "accepted" }] }).at(-1);
  expect(waiting?.text).toBe("The clip is finished at Kling 3.0, and could not be copied yet");
  expect(waiting?.detail).toMatch(/^It waits there/);
  const over = story({ findings, takes: [{ ...take, state: "succeeded" }] }).at(-1);
  expect(over?.text).toBe("The finished clip of Kling 3.0 could not be copied at once");
  expect(over?.detail ?? "").not.toContain("waits");
});

test("a job that was found is told where the video goes on with it, and not twice", () => {
  const found = findingOf({ kind: "found", detail: "The vendor's list held the job." });
  const told = story({ events: [...begun, eventOf("accepted", 6)], findings: [found] });
  expect(told).toHaveLength(3);
  expect(told.at(-1)?.detail).toBe("The vendor's list held the job.");
});

test("callbacks are counted for admins alone", () => {
  const callbacks = [{ attemptId: "att_1", callbacks: 2, duplicates: 1, firstAt: at(7) }];
  expect(story({ callbacks }).map(({ kind }) => kind)).not.toContain("callback");
  expect(lastOf({ callbacks, reader: admin })).toMatchObject({
    text: "Kling 3.0 sent 2 callbacks",
    detail: "One of them came twice. Job job-7.",
  });
});

test("a finished clip is told in figures, with its cost and who looks at it next", () => {
  const clip = { width: 1280, height: 720, durationSeconds: 5, frameRate: 24, hasAudio: true };
  const events = [...begun, eventOf("accepted", 3), eventOf("finished", 9)];
  const takes = [{ ...take, state: "succeeded" as const, costMicros: 420_000 }];
  expect(lastOf({ status: "completed", clip, events, takes })?.detail).toBe(
    "1280 × 720, 5.0 s, 24 fps, with sound. Kling 3.0 charged $0.42 for it. A reviewer looks at it next. You will see the decision here.",
  );
});

test("what a canceled take cost is told once, where a later report tells it", () => {
  const charged = { ...take, state: "canceled", costMicros: 300_000 } as const;
  const told = story({
    status: "canceled",
    takes: [charged],
    events: [...begun, eventOf("canceled", 4, { cause: "round 1" })],
    findings: [findingOf({ kind: "late_report", detail: "The vendor finished the clip too late." })],
  });
  expect(told.filter(({ detail }) => detail?.includes("$0.30"))).toHaveLength(1);
  expect(told.at(-1)?.detail).toContain("charged $0.30 for it, though it was taken back");
});
