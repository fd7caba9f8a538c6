import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cards } from "#lib/models/cards.ts";
import {
  lookDelaySeconds,
  lookDueAt,
  lostStep,
  nextLookSeconds,
  quietSeconds,
  stageAt,
  type Watched,
} from "./watch.ts";

const start = new Date("2026-03-01T12:00:00Z");
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const videoCards = cards.filter(({ durations }) => durations.length > 0);
const dayseconds = 86_400;

const card = fc.constantFrom(...videoCards);
const watched = fc.record({
  card,
  acceptedAt: fc.constant(start),
  lookedAt: fc.option(fc.integer({ min: 0, max: dayseconds }).map(at), { nil: null }),
  callsBack: fc.boolean(),
  isHinted: fc.boolean(),
});

/** The looks of a run that never misses one, as seconds since the job was taken. */
function looksUntil(end: number, facts: Omit<Watched, "lookedAt" | "acceptedAt">): number[] {
  const looks: number[] = [];
  let now = facts.card.pollIntervalSeconds;
  while (now <= end) {
    const last = looks.at(-1);
    const known = { ...facts, acceptedAt: start, lookedAt: last === undefined ? null : at(last) };
    const dueAt = lookDueAt(known, at(now));
    if (dueAt <= at(now)) {
      looks.push(now);
      now += nextLookSeconds({ ...known, deadlines: [at(end)] }, at(now));
    } else now += quietSeconds(known, dueAt, at(now));
  }
  return looks;
}

describe("when a vendor is asked", () => {
  it("no look follows another below the card's interval, and each is calmer than the one before", () => {
    for (const model of videoCards) {
      const looks = looksUntil(7200, { card: model, callsBack: false, isHinted: false });
      const gaps = looks.slice(1).map((look, index) => look - (looks[index] ?? 0));
      expect(Math.min(...gaps), model.id).toBeGreaterThanOrEqual(model.pollIntervalSeconds);
      expect(gaps.every((gap, index) => gap + 1 >= (gaps[index - 1] ?? 0) || index === gaps.length - 1)).toBe(
        true,
      );
      expect(Math.max(...gaps), model.id).toBeLessThanOrEqual(301);
    }
  });

  it("a vendor that calls back and tells no progress is not asked before the soft deadline, and soon after it", () => {
    const quiet = videoCards.filter(({ webhook, progress }) => webhook && !progress);
    expect(quiet.length).toBeGreaterThan(3);
    for (const model of quiet) {
      const [first = 0] = looksUntil(7200, { card: model, callsBack: true, isHinted: false });
      expect(first, model.id).toBeGreaterThanOrEqual(model.expectedSeconds);
      expect(first, model.id).toBeLessThanOrEqual(model.expectedSeconds + model.pollIntervalSeconds);
    }
  });

  it("without callbacks it is asked at the first interval, and a callback ends the quiet at once", () => {
    for (const model of videoCards) {
      const [first] = looksUntil(7200, { card: model, callsBack: false, isHinted: false });
      const [hinted] = looksUntil(7200, { card: model, callsBack: true, isHinted: true });
      expect([first, hinted]).toEqual([model.pollIntervalSeconds, model.pollIntervalSeconds]);
    }
  });

  it("four hundred looks outlast every model's deadlines", () => {
    for (const model of videoCards) {
      const looks = looksUntil(model.deadlineSeconds * model.attemptsMax, {
        card: model,
        callsBack: false,
        isHinted: false,
      });
      expect(looks.length, model.id).toBeLessThanOrEqual(400);
    }
  });

  it("whatever happened before, nobody sleeps longer than the job is old or may be expected to take", () => {
    fc.assert(
      fc.property(watched, fc.integer({ min: 0, max: dayseconds }), (facts, elapsed) => {
        const now = at(elapsed);
        const seconds = quietSeconds(facts, lookDueAt(facts, now), now);
        expect(seconds).toBeGreaterThanOrEqual(1);
        const { expectedSeconds, pollIntervalSeconds } = facts.card;
        expect(seconds).toBeLessThanOrEqual(
          Math.max(pollIntervalSeconds, Math.min(elapsed, expectedSeconds)),
        );
      }),
    );
  });

  it("a look noted by a clock that was an hour ahead holds up nothing", () => {
    fc.assert(
      fc.property(card, (model) => {
        const lookedAt = at(3600);
        const dueAt = lookDueAt(
          { card: model, acceptedAt: start, lookedAt, callsBack: false, isHinted: false },
          at(10),
        );
        expect(dueAt).toEqual(start);
      }),
    );
  });

  it("a deadline that comes before the next look brings it forward, but not below the interval", () => {
    const model = videoCards[0];
    if (!model) throw new Error("there is no card");
    const deadlines = [at(2000), at(3000)];
    const seconds = [1000, 1999.5, 2500, 2995, 4000].map((now) =>
      nextLookSeconds({ card: model, acceptedAt: start, deadlines }, at(now)),
    );
    expect(seconds).toEqual([50, model.pollIntervalSeconds, 125, 5, 200]);
  });

  it("the delay only grows with a job's age", () => {
    fc.assert(
      fc.property(card, fc.nat(dayseconds), fc.nat(dayseconds), (model, age, more) => {
        expect(lookDelaySeconds(model, age + more)).toBeGreaterThanOrEqual(lookDelaySeconds(model, age));
      }),
    );
  });
});

describe("deadlines", () => {
  it("hard, then absolute; a take has no longer than its video", () => {
    const deadlines = { deadlineAt: at(100), videoDeadlineAt: at(200) };
    expect([99.999, 100, 199.999, 200].map((now) => stageAt(at(now), deadlines))).toEqual([
      "open",
      "late",
      "late",
      "over",
    ]);
    expect(stageAt(at(150), { deadlineAt: at(200), videoDeadlineAt: at(100) })).toBe("over");
  });

  it("never go back as time passes", () => {
    const order = ["open", "late", "over"];
    const moment = fc.nat(10_000);
    fc.assert(
      fc.property(moment, moment, moment, moment, (hard, absolute, now, more) => {
        const deadlines = { deadlineAt: at(hard), videoDeadlineAt: at(absolute) };
        const [first, then] = [stageAt(at(now), deadlines), stageAt(at(now + more), deadlines)];
        expect(order.indexOf(then)).toBeGreaterThanOrEqual(order.indexOf(first));
      }),
    );
  });
});

describe("a run that is gone", () => {
  it("is missed after three intervals, two minutes at least, and announced ever more rarely", () => {
    const steps = (delay: number, overdue: readonly number[]) =>
      overdue.map((seconds) => lostStep(start, delay, at(seconds)));
    expect(steps(5, [-10, 0, 120, 120.001, 239, 240, 480, 960])).toEqual([0, 0, 0, 1, 1, 2, 3, 4]);
    expect(steps(100, [300, 301, 600])).toEqual([0, 1, 2]);
  });
});
