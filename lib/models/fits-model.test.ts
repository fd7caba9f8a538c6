import { describe, expect, it } from "vitest";
import { pictures } from "./cards/pictures.ts";
import { cardOf } from "./cards.ts";
import { durationsText, fitsModel, type ModelRequest } from "./fits-model.ts";
import { cardLike } from "./testing/card.ts";

const request: ModelRequest = {
  workflowType: "text-to-video",
  aspectRatio: "16:9",
  durationSeconds: 5,
  tier: "draft",
  promptLength: 40,
  hasNegativePrompt: false,
  hasSeed: false,
  audio: false,
  sourceImages: 0,
};
const card = cardLike();

describe("fitsModel", () => {
  it("finds nothing wrong with a request inside the card's limits", () => {
    expect(fitsModel(request, card)).toEqual([]);
    const full = { hasNegativePrompt: true, hasSeed: true, audio: true, sourceImages: 1, promptLength: 1000 };
    expect(fitsModel({ ...request, ...full, workflowType: "image-to-video" }, card)).toEqual([]);
  });

  it.each([
    [{ durationSeconds: 2 }, "durationSeconds", "Makes 3 to 10 seconds, not 2.", { durationSeconds: 3 }],
    [{ durationSeconds: 11 }, "durationSeconds", "Makes 3 to 10 seconds, not 11.", { durationSeconds: 10 }],
    [
      { aspectRatio: "4:5" as const },
      "aspectRatio",
      "Does not make 4:5. The nearest it makes is 3:4.",
      { aspectRatio: "3:4" },
    ],
    [
      { aspectRatio: "21:9" as const },
      "aspectRatio",
      "Does not make 21:9. The nearest it makes is 16:9.",
      { aspectRatio: "16:9" },
    ],
    [{ promptLength: 1001 }, "prompt", "Reads at most 1,000 characters.", undefined],
    [{ sourceImages: 2 }, "sourceAssetIds", "Takes at most 1 image.", undefined],
  ])("names the field, the limit and the nearest fit for %o", (change, path, message, fix) => {
    expect(fitsModel({ ...request, ...change }, card)).toEqual([{ path, message, ...(fix && { fix }) }]);
  });

  it("names every misfit of a narrower card", () => {
    const narrow = cardLike({
      modes: ["image-to-video"],
      durations: [4, 6, 8],
      formats: pictures("1080p", { "1:1": [1080, 1080] }),
      tiers: { draft: null, final: "1080p" },
      negativePrompt: false,
      seed: false,
      audio: "never",
      sourceImages: { max: 0, bytesMax: 1, sidePixelsMin: 1 },
    });
    const asked = { ...request, hasNegativePrompt: true, hasSeed: true, audio: true, sourceImages: 1 };
    expect(fitsModel(asked, narrow)).toEqual([
      { path: "workflowType", message: "Needs an image to start from." },
      {
        path: "durationSeconds",
        message: "Makes 4, 6 or 8 seconds, not 5.",
        fix: { durationSeconds: 4 },
      },
      {
        path: "aspectRatio",
        message: "Does not make 16:9. The nearest it makes is 1:1.",
        fix: { aspectRatio: "1:1" },
      },
      { path: "tier", message: "Makes finals only.", fix: { tier: "final" } },
      { path: "negativePrompt", message: "Takes no list of things to avoid." },
      { path: "seed", message: "Takes no seed." },
      { path: "audio", message: "Makes no sound.", fix: { audio: false } },
      { path: "sourceAssetIds", message: "Takes no image." },
    ]);
  });

  it("holds a size to the lengths it is made in", () => {
    const veo = cardOf("veo-3.1");
    if (!veo) throw new Error("there is no Veo");
    expect(fitsModel({ ...request, durationSeconds: 6 }, veo)).toEqual([]);
    expect(fitsModel({ ...request, durationSeconds: 6, tier: "final" }, veo)).toEqual([
      {
        path: "durationSeconds",
        message: "Makes 8 seconds in 1080p, not 6.",
        fix: { durationSeconds: 8 },
      },
    ]);
  });

  it("says of a card for stills that it makes no videos, and asks a still for no length", () => {
    const still = cardOf("gpt-image-2");
    if (!still) throw new Error("there is no still card");
    expect(fitsModel(request, still).map(({ message }) => message)).toEqual(["Makes pictures, not videos."]);
    expect(fitsModel({ ...request, workflowType: "text-to-image", durationSeconds: 0 }, still)).toEqual([]);
    expect(fitsModel({ ...request, workflowType: "text-to-image" }, card)).toMatchObject([
      { path: "workflowType" },
    ]);
  });

  it("reads lengths as people say them", () => {
    expect([[8], [5, 10], [4, 6, 8], [3, 4, 5]].map(durationsText)).toEqual([
      "8",
      "5 or 10",
      "4, 6 or 8",
      "3 to 5",
    ]);
  });
});
