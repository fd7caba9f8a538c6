import fc from "fast-check";
import { expect, test } from "vitest";
import { workflowTypes } from "#lib/contract/model.ts";
import { plan, speeds, useCases } from "#lib/contract/plan.ts";
import { aspectRatios, tiers } from "#lib/contract/platform.ts";
import { cards } from "#lib/models/cards.ts";
import { fitsModel } from "#lib/models/fits-model.ts";
import { formatFor } from "#lib/models/format.ts";
import { isIntakeClosed, isRetired } from "#lib/models/intake.ts";
import { takePrice } from "./exclude-card.ts";
import type { PlanFacts } from "./plan-facts.ts";
import { planRoute } from "./plan-route.ts";
import type { RouteRequest } from "./route-request.ts";
import type { ModelHealth } from "./types.ts";

const runs = 1000;
const ids = cards.map(({ id }) => id);
const providers = [...new Set(cards.map(({ provider }) => provider))];
const orNull = <T>(values: readonly T[]) => fc.constantFrom<T | null>(null, null, null, ...values);
/** Mostly the plain value, so that most requests can be made by somebody. */
const mostly = <T>(plain: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(plain) }, { weight: 1, arbitrary: others });

const request: fc.Arbitrary<RouteRequest> = fc.record({
  workflowType: fc.constantFrom(...workflowTypes),
  aspectRatio: mostly("16:9", fc.constantFrom(...aspectRatios)),
  durationSeconds: fc.oneof(fc.constantFrom(5, 8), fc.integer({ min: 3, max: 15 })),
  tier: fc.constantFrom(...tiers),
  promptLength: mostly(40, fc.integer({ min: 1, max: 2500 })),
  hasNegativePrompt: mostly(false, fc.boolean()),
  hasSeed: mostly(false, fc.boolean()),
  audio: mostly(false, fc.boolean()),
  sourceImages: fc.integer({ min: 0, max: 1 }),
  model: mostly("auto", fc.constantFrom(...ids)),
  useCase: orNull(useCases),
  speed: fc.constantFrom(...speeds),
  fallbackAllowed: mostly(true, fc.boolean()),
  priceMaxMicros: mostly(null, fc.integer({ min: 0, max: 6_000_000 })),
});

const health: fc.Arbitrary<ModelHealth> = fc.record({
  breaker: mostly("closed", fc.constantFrom("open", "half_open")),
  balanceOut: mostly(false, fc.boolean()),
  p50Seconds: fc.option(fc.double({ min: 1, max: 600, noNaN: true })),
  p95Seconds: fc.constant(null),
  failureRate: fc.constant(null),
  takes: fc.nat(100),
});

const rule = fc.record({
  name: fc.constant("Made up"),
  workflowType: orNull(workflowTypes),
  useCase: orNull(useCases),
  tier: orNull(tiers),
  speed: orNull(speeds),
  ceilingMicrosMax: fc.option(fc.integer({ min: 0, max: 6_000_000 })),
  models: fc.array(fc.constantFrom(...ids, "nobody"), { minLength: 4, maxLength: 12 }),
});

const plain = { workflowType: null, useCase: null, tier: null, speed: null, ceilingMicrosMax: null };
const rules = fc
  .tuple(fc.array(rule, { maxLength: 3 }), rule)
  .map(([some, last]) => [...some, { ...last, ...plain, name: "Last" }]);

/** Without the cards, which would drown a counterexample. */
const facts: fc.Arbitrary<Omit<PlanFacts, "cards">> = fc.record({
  request,
  routes: fc.record({ version: fc.nat(9), rules }),
  health: fc
    .array(fc.tuple(fc.constantFrom(...ids), health), { maxLength: 20 })
    .map((entries) => new Map(entries)),
  connected: fc
    .oneof(fc.constant(providers), fc.subarray(providers, { minLength: 3 }))
    .map((names) => new Set(names)),
  now: fc.integer({ min: Date.parse("2026-09-20"), max: Date.parse("2026-11-30") }).map((ms) => new Date(ms)),
  tried: mostly<string[]>([], fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 })),
});

const always = (holds: (facts: PlanFacts) => void) =>
  fc.assert(
    fc.property(facts, (given) => holds({ ...given, cards })),
    { numRuns: runs },
  );
const cardOf = (id: string) => {
  const card = cards.find((each) => each.id === id);
  if (!card) throw new Error(`a step to ${id}, which does not exist`);
  return card;
};

test("plans are made at all, or nothing below proves anything", () => {
  const sizes = fc.sample(facts, runs).map((each) => planRoute({ ...each, cards }).steps.length);
  expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(runs / 3);
  expect(sizes.filter((size) => size > 1).length).toBeGreaterThan(runs / 8);
});

test("no step is over the ceiling, and its price is the card's own", () => {
  always((given) => {
    for (const { model, priceMicros } of planRoute(given).steps) {
      expect(priceMicros).toBe(takePrice(cardOf(model), given.request));
      expect(priceMicros).toBeLessThanOrEqual(given.request.priceMaxMicros ?? Number.POSITIVE_INFINITY);
    }
  });
});

test("every step fits, has a picture, is connected, takes new work and was not tried", () => {
  always((given) => {
    for (const { model } of planRoute(given).steps) {
      const card = cardOf(model);
      expect(fitsModel(given.request, card)).toEqual([]);
      expect(formatFor(card, given.request.tier, given.request.aspectRatio)).toBeDefined();
      expect(given.connected.has(card.provider)).toBe(true);
      expect(isRetired(card, given.now) || isIntakeClosed(card, given.now)).toBe(false);
      expect(given.tried).not.toContain(model);
    }
  });
});

test("every model is once in the plan: a step, or left out with a reason", () => {
  always((given) => {
    const made = planRoute(given);
    const named = [...made.steps, ...made.exclusions].map(({ model }) => model);
    expect(named.toSorted()).toEqual(ids.toSorted());
    for (const { reason } of [...made.steps, ...made.exclusions]) expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(plan.safeParse(made).success).toBe(true);
  });
});

test("what follows the first is never worse, dearer or a storyboard for footage, and not there unless allowed", () => {
  always((given) => {
    const { request: asked, tried = [] } = given;
    const { steps } = planRoute(given);
    const [ahead] = [asked.model, ...tried, ...steps.map(({ model }) => model)].filter((id) => id !== "auto");
    const first = cardOf(ahead ?? "animatic");
    const later = tried.length > 0 ? steps : steps.slice(1);
    const fallbacks = later.filter(({ model }) => model !== asked.model);
    if (!asked.fallbackAllowed) expect(fallbacks).toEqual([]);
    for (const { model, priceMicros, differences } of fallbacks) {
      const card = cardOf(model);
      expect(differences.filter(({ worse }) => worse)).toEqual([]);
      if (first.picture === "footage") expect(card.picture).toBe("footage");
      if (asked.priceMaxMicros === null) expect(priceMicros).toBeLessThanOrEqual(takePrice(first, asked));
    }
    if (asked.model === "auto")
      for (const { differences } of steps) expect(differences.some(({ worse }) => worse)).toBe(false);
  });
});

test("a chosen model is followed by its own stand-ins only, each at most at its price", () => {
  always((given) => {
    const { request: asked } = given;
    if (asked.model === "auto") return;
    const chosen = cardOf(asked.model);
    for (const { model, priceMicros } of planRoute(given).steps) {
      expect([chosen.id, ...chosen.fallbacks]).toContain(model);
      if (model !== chosen.id && asked.priceMaxMicros === null)
        expect(priceMicros).toBeLessThanOrEqual(takePrice(chosen, asked));
    }
  });
});

test("the same facts give the same plan, and the order of the cards plays no part", () => {
  always((given) => {
    const made = planRoute(given);
    expect(planRoute(given)).toEqual(made);
    expect(planRoute({ ...given, cards: cards.toReversed() })).toEqual(made);
  });
});
