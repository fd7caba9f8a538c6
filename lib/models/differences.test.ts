import { describe, expect, it } from "vitest";
import { pictures } from "./cards/pictures.ts";
import { type Asked, differencesBetween } from "./differences.ts";
import { cardLike } from "./testing/card.ts";

const asked: Asked = {
  tier: "draft",
  aspectRatio: "16:9",
  durationSeconds: 5,
  audio: false,
  resolution: "720p",
  picture: "footage",
  priceMicros: 250_000,
  priceMaxMicros: null,
};

describe("how a take differs from what was asked", () => {
  it("is nothing where it is the same", () => {
    expect(differencesBetween(asked, cardLike())).toEqual([]);
  });

  it.each([
    [{ durationSeconds: 12, priceMicros: null }, {}, "duration", "12 s", "10 s", true],
    [{ durationSeconds: 2, priceMicros: null }, {}, "duration", "2 s", "3 s", false],
    [{ audio: true, priceMicros: null }, { audio: "never" as const }, "audio", "sound", "silent", true],
    [{ priceMicros: null }, { audio: "always" as const }, "audio", "silent", "sound", false],
    [{ aspectRatio: "4:5" as const }, {}, "aspectRatio", "4:5", "3:4", true],
    [{ resolution: "1080p" as const }, {}, "resolution", "1080p", "720p", true],
    [{ resolution: "480p" as const }, {}, "resolution", "480p", "720p", false],
    [{}, { picture: "storyboard" as const }, "picture", "footage", "a storyboard", true],
    [{ picture: "storyboard" as const }, {}, "picture", "a storyboard", "footage", false],
    [{ priceMicros: 400_000 }, {}, "price", "$0.40", "$0.25", false],
    [{ priceMicros: 200_000 }, {}, "price", "$0.20", "$0.25", true],
    [{ priceMicros: 200_000, priceMaxMicros: 250_000 }, {}, "price", "$0.20", "$0.25", false],
    [{ priceMicros: 200_000, priceMaxMicros: 249_999 }, {}, "price", "$0.20", "$0.25", true],
  ])("for %o of %o is told field by field", (wanted, change, field, before, after, worse) => {
    expect(differencesBetween({ ...asked, ...wanted }, cardLike(change))).toEqual([
      { field, asked: before, given: after, worse },
    ]);
  });

  it("counts a tier that is not made as worse", () => {
    const finals = cardLike({
      tiers: { draft: null, final: "1080p" },
      formats: pictures("1080p", { "16:9": [1920, 1080] }),
    });
    expect(differencesBetween(asked, finals).every(({ worse }) => worse)).toBe(true);
    expect(differencesBetween(asked, finals).map(({ field }) => field)).toContain("resolution");
  });
});
