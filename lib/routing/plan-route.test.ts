import { describe, expect, it } from "vitest";
import { cardLike } from "#lib/models/testing/card.ts";
import { a, b, board, c, perSecond, plan, rule, steps, well, whyNot } from "./testing/plan-bench.ts";
import type { ModelHealth } from "./types.ts";

describe("a request that leaves the choice open", () => {
  it("goes to the models of the first row that holds, in their order, none dearer than the first", () => {
    expect(plan({})).toEqual({
      routeVersion: 7,
      routeName: "All",
      steps: [
        {
          model: "a",
          name: "a",
          vendor: "Maker",
          priceMicros: 500_000,
          reason: 'First choice of the route "All".',
          differences: [],
        },
        {
          model: "b",
          name: "b",
          vendor: "Maker",
          priceMicros: 400_000,
          reason: "Takes over if needed from a, for $0.40.",
          differences: [{ field: "price", asked: "$0.50", given: "$0.40", worse: false }],
        },
      ],
      exclusions: [
        { model: "c", name: "c", code: "worse_than_asked", reason: "It would cost $0.60, over $0.50." },
        {
          model: "board",
          name: "board",
          code: "worse_than_asked",
          reason: "It would give a storyboard instead of footage.",
        },
      ],
    });
  });

  it.each([
    [{ workflowType: "image-to-video" as const }, "Images"],
    [{ tier: "final" as const }, "Finals"],
    [{ useCase: "narrative" as const }, "Stories"],
    [{ speed: "fast" as const }, "Soon"],
    [{ priceMaxMicros: 900_000 }, "Cheap"],
    [{ priceMaxMicros: 1_000_001 }, "Else"],
    [{}, "Else"],
  ])("matches its row by %o", (wish, name) => {
    const rules = [
      rule(["a"], { name: "Images", workflowType: "image-to-video" }),
      rule(["a"], { name: "Finals", tier: "final" }),
      rule(["a"], { name: "Stories", useCase: "narrative" }),
      rule(["a"], { name: "Soon", speed: "fast" }),
      rule(["a"], { name: "Cheap", ceilingMicrosMax: 1_000_000 }),
      rule(["b"], { name: "Else" }),
    ];
    expect(plan({ routes: { version: 1, rules } }, wish).routeName).toBe(name);
  });

  it("needs every condition of a row", () => {
    const rules = [rule(["a"], { tier: "draft", useCase: "ambient", name: "Both" }), rule(["b"])];
    expect(plan({ routes: { version: 1, rules } }).routeName).toBe("All");
    expect(plan({ routes: { version: 1, rules } }, { useCase: "ambient" }).routeName).toBe("Both");
  });

  it("goes nowhere where no row holds, and says so", () => {
    const made = plan({ routes: { version: 1, rules: [rule(["a"], { tier: "final" })] } });
    expect(made).toMatchObject({ steps: [], routeName: null });
    expect(made.exclusions.map(({ code, reason }) => [code, reason])).toEqual(
      Array.from({ length: 4 }, () => ["not_routed", "No route holds for this request."]),
    );
  });

  it.each([
    ["not connected", { connected: new Set(["two"]) }, {}, "not_connected"],
    ["retired", { cards: [cardLike({ ...a, sunsetAt: "2026-11-21" }), b, c, board] }, {}, "retired"],
    [
      "too close to its sunset to finish",
      { cards: [cardLike({ ...a, sunsetAt: "2026-11-22", deadlineSeconds: 86_400 }), b, c, board] },
      {},
      "retired",
    ],
    ["no fit", { cards: [cardLike({ ...a, durations: [8] }), b, c, board] }, {}, "misfit"],
    ["over the ceiling", {}, { priceMaxMicros: 499_999 }, "over_ceiling"],
    ["without credit", { health: new Map([["a", { ...well, balanceOut: true }]]) }, {}, "balance_out"],
    [
      "behind an open breaker",
      { health: new Map([["a", { ...well, breaker: "open" as const }]]) },
      {},
      "breaker_open",
    ],
    [
      "below what the tier promises",
      {
        cards: [
          cardLike({
            ...a,
            tiers: { draft: "480p", final: null },
            formats: a.formats.map((format) => ({ ...format, resolution: "480p" as const })),
          }),
          b,
          c,
          board,
        ],
      },
      {},
      "worse_than_asked",
    ],
    ["tried", { tried: ["a"] }, {}, "already_tried"],
  ])("passes over a model that is %s", (_, change, wish, code) => {
    const made = plan(change, wish);
    expect(whyNot(made, "a")).toBe(code);
    expect(steps(made)).toMatch(/^b/);
  });

  it("lets the probe of a half-open breaker through", () => {
    expect(steps(plan({ health: new Map([["a", { ...well, breaker: "half_open" }]]) }))).toBe("a b");
  });

  it("puts the quickest first where that is asked, by what was seen here before what the card expects", () => {
    const health = new Map([["a", { ...well, p50Seconds: 30.4 }]]);
    const cards = [{ ...b, expectedSeconds: 20 }, { ...a, expectedSeconds: 10 }, c, board];
    const wish = { speed: "fast" as const, priceMaxMicros: 900_000 };
    const made = plan({ cards, health }, wish);
    expect(steps(made)).toBe("b a c");
    expect(made.steps[0]?.reason).toBe('The quickest of the route "All" that can take this: about 20 s.');
    expect(steps(plan({ cards }, wish))).toBe("a b c");
  });

  it("keeps only the first where no other model may take over", () => {
    const made = plan({}, { fallbackAllowed: false });
    expect(steps(made)).toBe("a");
    expect(whyNot(made, "b")).toBe("fallback_off");
  });

  it("allows a dearer fallback up to the ceiling", () => {
    expect(steps(plan({}, { priceMaxMicros: 600_000 }))).toBe("a b c");
  });

  it("never lets a storyboard stand in for footage that is only held up", () => {
    const open: ModelHealth = { ...well, breaker: "open" };
    const made = plan({
      health: new Map([
        ["a", open],
        ["b", { ...well, balanceOut: true }],
        ["c", open],
      ]),
    });
    expect(whyNot(made, "board")).toBe("worse_than_asked");
    expect(steps(plan({ tried: ["a", "b", "c"] }))).toBe("");
  });

  it("gives the storyboard where no footage could be had at all", () => {
    expect(steps(plan({ connected: new Set(["here"]) }))).toBe("board");
    expect(steps(plan({}, { priceMaxMicros: 0 }))).toBe("board");
  });

  it("waits for the first model whose breaker is open where nothing else is left", () => {
    const open = { ...well, breaker: "open" as const };
    const made = plan({ connected: new Set(["one", "here"]), health: new Map([["a", open]]) });
    expect(steps(made)).toBe("a");
    expect(made.steps[0]?.reason).toContain("the video waits for it");
    expect(whyNot(made, "a")).toBeUndefined();
    expect(
      steps(
        plan({
          tried: ["c"],
          health: new Map([
            ["a", open],
            ["b", open],
          ]),
        }),
      ),
    ).toBe("");
  });

  it("measures what is left after a failed take by that take: its price, its size, its sound", () => {
    const large = cardLike({ ...c, prices: perSecond(100_000), tiers: { draft: "1080p", final: "1080p" } });
    expect(steps(plan({ cards: [a, b, large, board], tried: ["a"] }))).toBe("b c");
    const smaller = plan({ cards: [a, b, large, board], tried: ["c"] });
    expect(smaller.exclusions[0]?.reason).toBe("It would give 720p instead of 1080p.");
    expect(steps(smaller)).toBe("");
    expect(whyNot(plan({ tried: ["b"] }), "a")).toBe("worse_than_asked");
    expect(plan({ tried: ["c"] }).steps.map(({ model, reason }) => [model, reason])).toEqual([
      ["a", "Takes over from c, for $0.50."],
      ["b", "Takes over from c, for $0.40."],
    ]);
    expect(plan({ tried: ["c", "a"] }).steps[0]?.reason).toBe("Takes over from a, for $0.40.");
    expect(steps(plan({ tried: ["c", "a"] }, { fallbackAllowed: false }))).toBe("");
  });

  it("lists what is better than asked", () => {
    const loud = cardLike({ ...a, audio: "always" });
    expect(plan({ cards: [loud, b, c, board] }).steps[0]?.differences).toEqual([
      { field: "audio", asked: "silent", given: "sound", worse: false },
    ]);
  });

  it("says when a model retired, or that it would go away too soon", () => {
    const reasonOn = (sunsetAt: string) =>
      plan({ cards: [cardLike({ ...a, sunsetAt, deadlineSeconds: 86_400 }), b] }).exclusions[0]?.reason;
    expect(reasonOn("2026-11-21")).toBe("It retired on 2026-11-21.");
    expect(reasonOn("2026-11-22")).toBe("It retires on 2026-11-22 and could not finish in time.");
  });

  it("passes over an id that no card has, and takes one that stands twice once", () => {
    const rules = [rule(["nobody", "a", "b", "a"])];
    expect(steps(plan({ routes: { version: 1, rules } }))).toBe("a b");
  });
});
