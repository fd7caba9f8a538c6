import { expect, test } from "vitest";
import type { DeprecationView } from "#lib/contract/deprecation.ts";
import { axisOf, dependentsOf, groupOf, inGroup, isPressing, monthsOf, priceWords } from "./calendar.ts";

const item = (part: Partial<DeprecationView>): DeprecationView => ({
  model: "m",
  name: "M",
  vendor: "V",
  stage: "planned",
  sunsetAt: "2027-03-01",
  lastIntakeAt: "2027-02-28T23:00:00.000Z",
  daysLeft: 100,
  successor: null,
  priceDifferenceMicros: null,
  routes: [],
  people: 0,
  drafts: 0,
  source: null,
  ...part,
});

test("thirty days is soon, a day more is later, and an end of intake is past", () => {
  expect([30, 31].map((daysLeft) => groupOf(item({ daysLeft })))).toEqual(["soon", "later"]);
  expect(groupOf(item({ stage: "intake_closed", daysLeft: 0 }))).toBe("past");
});

test("what comes next stands first, and what ended last stands first", () => {
  const dates = (items: DeprecationView[]) => items.map(({ sunsetAt }) => sunsetAt);
  const later = [item({ sunsetAt: "2027-05-01" }), item({ sunsetAt: "2027-04-01" })];
  expect(dates(inGroup(later, "later"))).toEqual(["2027-04-01", "2027-05-01"]);
  const past = later.map((one) => ({ ...one, stage: "retired" as const }));
  expect(dates(inGroup(past, "past"))).toEqual(["2027-05-01", "2027-04-01"]);
});

test("a retired model that a route still names is pressing, one that nobody names is not", () => {
  expect(isPressing(item({ stage: "retired" }))).toBe(false);
  expect(isPressing(item({ stage: "retired", routes: ["Default"] }))).toBe(true);
});

test("what depends on it is said in words, and so is a difference in price", () => {
  expect(dependentsOf(item({}))).toBe("Nothing depends on it");
  expect(dependentsOf(item({ routes: ["a"], people: 2, drafts: 1 }))).toBe(
    "1 route · 2 people in 30 days · 1 draft not made as a final",
  );
  expect([priceWords(null), priceWords(0), priceWords(20_000), priceWords(-2_500)]).toEqual([
    null,
    "same price",
    "$0.02 a second more",
    "$0.0025 a second less",
  ]);
});

test("every end and today lie inside the axis, and its months are not crowded", () => {
  const axis = axisOf([item({ sunsetAt: "2026-09-24" }), item({ sunsetAt: "2029-01-01" })], "2026-11-21");
  for (const date of ["2026-09-24", "2026-11-21", "2029-01-01"]) {
    expect(axis.at(date)).toBeGreaterThan(0);
    expect(axis.at(date)).toBeLessThan(1);
  }
  expect(monthsOf(axis).length).toBeLessThanOrEqual(12);
});
