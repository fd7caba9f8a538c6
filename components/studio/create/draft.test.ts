import { expect, test } from "vitest";
import { createVideoInput } from "#lib/contract/video.ts";
import { cards } from "#lib/models/cards.ts";
import { type Draft, draft, emptyDraft, inputOf, judgeModels, pickModel, ratioOf } from "./draft.ts";

const models = cards.map((card) => ({ ...card, estimate: null }));
const written: Draft = { ...emptyDraft, prompt: "A lighthouse in a storm" };

test("what the composer sends is what the API takes", () => {
  const inputs = [
    written,
    { ...written, seed: 7, negativePrompt: "people" },
    {
      ...written,
      platform: "cinema" as const,
      tier: "final" as const,
      durationSeconds: 10,
      model: "animatic",
    },
  ];
  for (const input of inputs) expect(createVideoInput.safeParse(inputOf(input)).error).toBeUndefined();
});

test("an image turns the order into image-to-video and nothing else does", () => {
  expect(inputOf(written)).toMatchObject({ workflowType: "text-to-video" });
  expect(inputOf(written)).not.toHaveProperty("sourceAssetIds");
  const asset = {
    id: "ast_1",
    name: "a.png",
    mimeType: "image/webp",
    bytes: 1,
    width: 2,
    height: 2,
    sha256: "0",
    original: { bytes: 1, sha256: "0", mimeType: "image/png" },
    url: "/x",
    urlExpiresAt: "2026-01-01T00:00:00.000Z",
    createdAt: "2026-01-01T00:00:00.000Z",
  };
  expect(inputOf({ ...written, asset })).toMatchObject({
    workflowType: "image-to-video",
    sourceAssetIds: ["ast_1"],
  });
});

test("auto picks the first model that fits, a chosen one stays or nothing is picked", () => {
  const [first] = models;
  if (!first) throw new Error("An installation has a model.");
  const draftsOnly = { ...first, id: "drafts", tiers: ["draft" as const] };
  const judged = judgeModels({ ...written, tier: "final" }, [draftsOnly, first]);
  expect(judged[0]?.misfits.map(({ path }) => path)).toEqual(["tier"]);
  expect(pickModel({ ...written, tier: "final" }, judged)?.model.id).toBe(first.id);
  expect(pickModel({ ...written, tier: "final", model: "drafts" }, judged)).toBeUndefined();
});

test("the price is the length times the model's price", () => {
  const priced = models.map((model) => ({ ...model, priceMicrosPerSecond: 112_500 }));
  expect(judgeModels({ ...written, durationSeconds: 8 }, priced)[0]?.priceMicros).toBe(900_000);
});

test("a stored draft that is broken or from another version is refused", () => {
  expect(draft.safeParse(written).success).toBe(true);
  expect(draft.safeParse({ ...written, durationSeconds: 11 }).success).toBe(false);
  expect(draft.safeParse({ ...written, platform: "cinerama" }).success).toBe(false);
});

test("a platform decides the ratio", () => {
  expect(ratioOf({ ...written, platform: "tiktok" })).toBe("9:16");
});
