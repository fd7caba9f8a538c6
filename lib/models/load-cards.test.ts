import { describe, expect, it } from "vitest";
import { cards } from "./cards.ts";
import { formatFor } from "./format.ts";
import { loadCards } from "./load-cards.ts";
import { priceOf } from "./price.ts";
import { cardLike } from "./testing/card.ts";

const faultOf = (...found: unknown[]): string => {
  try {
    loadCards(found);
    return "no fault";
  } catch (error) {
    return error instanceof Error ? error.message : "no error";
  }
};

describe("the cards of this installation", () => {
  it("are read without a fault, at least eighteen over every vendor", () => {
    expect(cards.length).toBeGreaterThanOrEqual(18);
    expect(new Set(cards.map(({ provider }) => provider))).toEqual(
      new Set([
        "kling",
        "seedance",
        "runway",
        "google-omni",
        "google-veo",
        "openai",
        "atlas-cloud",
        "fal",
        "replicate",
        "generic",
        "animatic",
      ]),
    );
  });

  it("have a picture and a price for every tier, ratio and sound they offer", () => {
    for (const card of cards)
      for (const tier of ["draft", "final"] as const) {
        const resolution = card.tiers[tier];
        if (!resolution) continue;
        for (const { aspectRatio } of card.formats.filter((format) => format.resolution === resolution))
          expect(formatFor(card, tier, aspectRatio), `${card.id} ${tier} ${aspectRatio}`).toBeDefined();
        for (const audio of [false, true])
          expect(priceOf(card, { resolution, audio, durationSeconds: 5 })).toBeGreaterThanOrEqual(0);
      }
  });

  it("say of every figure where it was read and when, and of every sunset too", () => {
    for (const { id, sources, sunsetAt } of cards) {
      const figures = sources.map((source) => source.figures);
      expect(figures, id).toContain("prices");
      expect(figures.includes("sunset"), id).toBe(sunsetAt !== null);
    }
  });

  it("ask no vendor more often than it allows", () => {
    const floors: Record<string, number> = { runway: 5, seedance: 5, "google-veo": 10 };
    for (const { id, provider, pollIntervalSeconds } of cards)
      expect(pollIntervalSeconds, id).toBeGreaterThanOrEqual(floors[provider] ?? 1);
  });

  it("hold sizes whose shape is the ratio's to within a thirtieth, with even sides", () => {
    for (const { id, formats } of cards)
      for (const { aspectRatio, width, height } of formats) {
        const [across = 1, down = 1] = aspectRatio.split(":").map(Number);
        expect(Math.abs(Math.log((width / height) * (down / across))), `${id} ${aspectRatio}`).toBeLessThan(
          1 / 30,
        );
        expect([width % 2, height % 2], id).toEqual([0, 0]);
      }
  });
});

describe("a broken card is one line with card and field", () => {
  const good = cardLike();
  const other = cardLike({ id: "other" });

  it.each([
    [{ durations: ["five"] }, /^Model card plain: durations\.0: /],
    [{ colour: "red" }, /^Model card plain: card: .*colour/],
    [{ prices: undefined }, /^Model card plain: prices: /],
    [{ id: "Not An Id" }, /^Model card Not An Id: id: kebab-case, dots allowed\.$/],
    [{ id: 7 }, /^Model card number 1: id: /],
  ])("for the wrong field %o", (change, line) => {
    const message = faultOf({ ...good, ...change });
    expect(message).toMatch(line);
    expect(message).not.toContain("\n");
  });

  it.each([
    [{ fallbacks: ["nobody"] }, 'Model card plain: fallbacks: there is no model "nobody".'],
    [{ fallbacks: ["plain"] }, "Model card plain: fallbacks: names the model itself."],
    [{ fallbacks: ["other", "other"] }, "Model card plain: fallbacks: names a model twice."],
    [{ successor: "other" }, "Model card plain: successor: a model without a sunset has none."],
    [
      { sunsetAt: "2027-01-01", successor: "nobody" },
      'Model card plain: successor: there is no model "nobody".',
    ],
    [{ durations: [5, 4] }, "Model card plain: durations: not ascending."],
    [{ durations: [] }, "Model card plain: durations: a video needs lengths."],
    [{ modes: ["text-to-image" as const] }, "Model card plain: durations: a still has no length."],
    [
      { tiers: { draft: "4k" as const, final: null } },
      "Model card plain: tiers.draft: no format is made in 4k.",
    ],
    [{ tiers: { draft: null, final: null } }, "Model card plain: tiers: no tier is offered."],
    [
      { formats: [...good.formats, ...good.formats.slice(0, 1)] },
      "Model card plain: formats: 16:9 in 720p stands twice.",
    ],
    [
      { formats: good.formats.map((format) => ({ ...format, durations: [12] })).slice(0, 4) },
      "Model card plain: formats: 720p has a length that the model does not make.",
    ],
    [{ prices: good.prices.slice(0, 2) }, "Model card plain: prices: 1080p without sound has no price."],
    [{ prices: good.prices.slice(1) }, "Model card plain: prices: 720p without sound has no price."],
    [
      { prices: [...good.prices, { per: "second" as const, resolution: null, audio: true, micros: 1 }] },
      "Model card plain: prices: 720p with sound has more than one price.",
    ],
    [
      {
        prices: good.prices.map((price, at) => ({
          ...price,
          per: at ? ("second" as const) : ("video" as const),
        })),
      },
      "Model card plain: prices: prices are per different things.",
    ],
  ])("for the table fault %o", (change, line) => {
    expect(faultOf({ ...good, ...change }, other)).toBe(line);
  });

  it("for an id that stands twice", () => {
    expect(faultOf(good, good)).toBe("Model card plain: id: stands twice in the table.");
  });

  it("for a fallback or successor that goes away first", () => {
    const ending = cardLike({ id: "ending", sunsetAt: "2026-09-24" });
    const line = 'Model card plain: fallbacks: "ending" retires on 2026-09-24.';
    expect(faultOf({ ...good, fallbacks: ["ending"] }, ending)).toBe(line);
    const sooner = { ...good, sunsetAt: "2026-09-24", successor: "ending" };
    expect(faultOf(sooner, ending)).toBe('Model card plain: successor: "ending" retires on 2026-09-24.');
    expect(faultOf({ ...good, sunsetAt: "2026-09-23", successor: "ending" }, ending)).toBe("no fault");
  });
});
