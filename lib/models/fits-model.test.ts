import { describe, expect, it } from "vitest";
import { cards } from "./cards.ts";
import { fitsModel, type ModelRequest } from "./fits-model.ts";

const request: ModelRequest = {
  workflowType: "text-to-video",
  aspectRatio: "16:9",
  durationSeconds: 5,
  tier: "draft",
  promptLength: 40,
  hasNegativePrompt: false,
  sourceImages: 0,
};
const [card] = cards;
if (!card) throw new Error("there is no card");

describe("fitsModel", () => {
  it("finds nothing wrong with a request inside the card's limits", () => {
    expect(fitsModel(request, card)).toEqual([]);
  });

  it.each([
    [{ durationSeconds: 2 }, "durationSeconds", { durationSeconds: 3 }],
    [{ durationSeconds: 11 }, "durationSeconds", { durationSeconds: 10 }],
    [{ promptLength: 2501 }, "prompt", undefined],
    [{ sourceImages: 2 }, "sourceAssetIds", undefined],
  ])("names the field and the nearest fit for %o", (change, path, fix) => {
    const [misfit] = fitsModel({ ...request, ...change }, card);
    expect(misfit?.path).toBe(path);
    expect(misfit?.fix).toEqual(fix);
  });

  it("names every misfit of a narrower card", () => {
    const narrow = {
      ...card,
      modes: ["image-to-video" as const],
      aspectRatios: ["1:1" as const],
      tiers: ["final" as const],
      negativePrompt: false,
    };
    const paths = fitsModel({ ...request, hasNegativePrompt: true }, narrow).map(({ path }) => path);
    expect(paths).toEqual(["workflowType", "aspectRatio", "tier", "negativePrompt"]);
  });
});
