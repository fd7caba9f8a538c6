import { describe, expect, it } from "vitest";
import { cardOf } from "./cards.ts";
import { dollars, priceOf, priceSpan } from "./price.ts";
import { cardLike } from "./testing/card.ts";

const take = { audio: false, durationSeconds: 5 };

describe("the price of a take", () => {
  it.each([
    ["kling-3.0", "720p", false, 420_000],
    ["kling-3.0", "1080p", true, 840_000],
    ["runway-gen4.5", "720p", false, 600_000],
    ["gemini-omni-1.1", "720p", false, 506_800],
    ["veo-3.1-fast", "720p", true, 500_000],
    ["animatic", "1080p", false, 0],
  ] as const)("of %s in %s is the vendor's list price for five seconds", (id, resolution, audio, micros) => {
    const card = cardOf(id);
    expect(card && priceOf(card, { resolution, audio, durationSeconds: 5 })).toBe(micros);
  });

  it("of Seedance covers the tokens that the vendor charges, in any format", () => {
    const card = cardOf("seedance-2.0");
    if (!card) throw new Error("there is no Seedance");
    for (const { resolution, width, height } of card.formats)
      for (const durationSeconds of card.durations) {
        const tokens = (width * height * (24 * durationSeconds + 1)) / 1024;
        const charged = tokens * (resolution === "1080p" ? 7.7 : 7);
        const price = priceOf(card, { resolution, audio: false, durationSeconds });
        expect(price).toBeGreaterThanOrEqual(charged);
        expect(price).toBeLessThan(charged * 1.06);
      }
  });

  it("counts the sound that a model always makes and not the sound it never makes", () => {
    const prices = cardLike().prices;
    const of = (audio: "always" | "never", wanted: boolean) =>
      priceOf(cardLike({ audio, prices }), { resolution: "720p", durationSeconds: 1, audio: wanted });
    expect([of("always", false), of("never", true)]).toEqual([80_000, 50_000]);
  });

  it("of a video or an image does not grow with its length", () => {
    const prices = [{ per: "video" as const, resolution: null, audio: null, micros: 222_000 }];
    expect(priceOf(cardLike({ prices }), { resolution: "720p", ...take })).toBe(222_000);
  });

  it("is an error where the model makes no such take", () => {
    expect(() => priceOf(cardLike(), { resolution: "4k", ...take })).toThrow("has no price for 4k");
  });

  it("spans from the cheapest to the dearest row", () => {
    expect(priceSpan(cardLike())).toEqual({ per: "second", fromMicros: 50_000, toMicros: 100_000 });
  });

  it("is written with cents, and a third decimal where cents would hide something", () => {
    expect([0, 420_000, 105_000, 1_200_000, 2_312_345, 12_345_678].map(dollars)).toEqual([
      "$0.00",
      "$0.42",
      "$0.105",
      "$1.20",
      "$2.312",
      "$12.35",
    ]);
  });
});
