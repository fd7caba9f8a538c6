import { describe, expect, it } from "vitest";
import { checkExpression, evaluateMatch, evaluateValue } from "./expressions.ts";

const event = {
  name: "shop/order",
  data: { id: "o-1", n: 4, half: 0.5, ok: true, none: null, tags: ["a", "b"], deep: { x: "y" } },
};
const async = { name: "shop/paid", data: { id: "o-1", other: "o-2", n: 4 } };

describe("evaluateMatch", () => {
  it.each([
    "event.data.id == async.data.id",
    "event.data.id != async.data.other",
    "event.data.n == async.data.n && async.data.id == 'o-1'",
    "event.data.n > 3",
    "event.data.half < 1",
    "event.data.missing == null",
    "event.data.missing != 'x'",
    "event.data.none == null",
    "event.nothing.at.all == null",
    "'a' in event.data.tags",
    "event.data.deep.x == 'y'",
    "has(event.data.id) && !has(event.data.missing)",
    "event.data.id.startsWith('o-')",
    "lowercase('ABC') == 'abc' && uppercase('abc') == 'ABC'",
    "event.data.ok == true",
    "event.data.missing == 'x' || event.data.ok == true",
  ])("%s is true", (expression) => {
    expect(evaluateMatch(expression, { event, async })).toBe(true);
  });

  it.each([
    "event.data.missing == async.data.missing",
    "event.data.missing == async.data.missing && event.data.ok == true",
    "event.data.id == async.data.missing",
    "event.data.missing > 3",
    "event.data.id > 3",
    "event.data.id",
    "event.data.n",
    "unknown.data.x == 1",
    "event.data.missing.startsWith('x')",
  ])("%s is no match", (expression) => {
    expect(evaluateMatch(expression, { event, async })).toBe(false);
  });

  it("is true without an expression", () => {
    expect([undefined, null, ""].map((none) => evaluateMatch(none, {}))).toEqual([true, true, true]);
  });

  it("does not touch the data it reads", () => {
    const before = JSON.stringify({ event, async });
    evaluateMatch("event.data.missing.deeper == async.data.other", { event, async });
    expect(JSON.stringify({ event, async })).toBe(before);
  });
});

describe("evaluateValue", () => {
  it("gives keys as plain values, null for missing ones", () => {
    expect(evaluateValue("event.data.id", { event })).toBe("o-1");
    expect(evaluateValue("event.data.n", { event })).toBe(4);
    expect(evaluateValue("event.data.missing", { event })).toBeNull();
    expect(evaluateValue("event.data.id + '-' + event.data.deep.x", { event })).toBe("o-1-y");
  });
});

describe("checkExpression", () => {
  it.each(["", "event.data. ==", "((", "a b", "'open"])("refuses %j", (expression) => {
    expect(() => checkExpression(expression)).toThrow();
  });
});
