import { describe, expect, it } from "vitest";
import { cardLike } from "#lib/models/testing/card.ts";
import { a, b, board, c, perSecond, plan, steps, well, whyNot } from "./testing/plan-bench.ts";

describe("a request for one model", () => {
  it("goes to it first and then to its own stand-ins, whatever the routes say", () => {
    const made = plan({}, { model: "a", priceMaxMicros: 700_000 });
    expect(steps(made)).toBe("a b c");
    expect(made).toMatchObject({ routeName: null, steps: [{ reason: "Your choice." }, {}, {}] });
    expect(made.exclusions).toEqual([
      { model: "board", name: "board", code: "not_routed", reason: "It is no stand-in for a." },
    ]);
  });

  it.each([
    ["does not fit", { durationSeconds: 11 }, {}],
    ["is over the ceiling", { priceMaxMicros: 450_000 }, {}],
    ["is not connected", {}, { connected: new Set(["two", "three", "here"]) }],
  ])("goes nowhere else where that model %s", (_, wish, change) => {
    const made = plan(change, { model: "a", ...wish });
    expect(steps(made)).toBe("");
    if (!("durationSeconds" in wish)) expect(whyNot(made, "b")).toBe("not_routed");
  });

  it("goes to a stand-in where its vendor is held up, measured by the model that was chosen", () => {
    const open = new Map([["a", { ...well, breaker: "open" as const }]]);
    const made = plan({ health: open }, { model: "a" });
    expect(steps(made)).toBe("b");
    expect(made.steps[0]?.differences).toMatchObject([{ field: "price", asked: "$0.50" }]);
    expect(whyNot(made, "c")).toBe("worse_than_asked");
  });

  it("is still the measure, and may have its turn, after a stand-in that went first has failed", () => {
    const dear = cardLike({ ...b, prices: perSecond(90_000) });
    const made = plan(
      { cards: [a, dear, { ...c, prices: perSecond(95_000) }, board], tried: ["b"] },
      { model: "a" },
    );
    expect(steps(made)).toBe("a c");
  });

  it("waits for it where nothing may stand in", () => {
    const open = new Map([["a", { ...well, breaker: "open" as const }]]);
    const made = plan({ health: open }, { model: "a", fallbackAllowed: false });
    expect(made.steps.map(({ model, reason }) => [model, reason])).toEqual([
      ["a", "Your choice. It rests for a while after failures, and the video waits for it."],
    ]);
  });

  it("tells what the choice gives less of than its tier promises, and takes it nevertheless", () => {
    const small = cardLike({ ...b, tiers: { draft: "720p", final: "720p" } });
    const made = plan({ cards: [a, small, c, board] }, { model: "b", tier: "final" });
    expect(made.steps).toMatchObject([
      { model: "b", differences: [{ field: "resolution", asked: "1080p", given: "720p", worse: true }] },
    ]);
  });

  it("of a name that no card has goes nowhere", () => {
    expect(plan({}, { model: "nobody" }).steps).toEqual([]);
  });
});
