import { expect, test } from "vitest";
import { modelWith } from "#components/testing/model-with.ts";
import { planVideoInput } from "#lib/contract/plan.ts";
import { aspectRatios } from "#lib/contract/platform.ts";
import { createVideoInput } from "#lib/contract/video.ts";
import { type Draft, draft, emptyDraft, formatPart, inputOf, planInputOf, ratioOf } from "./draft.ts";

const written: Draft = { ...emptyDraft, prompt: "A lighthouse in a storm" };
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

test("what the composer sends is what the API takes", () => {
  const inputs: Draft[] = [
    written,
    { ...written, seed: 7, negativePrompt: "people" },
    { ...written, platform: "cinema", tier: "final", durationSeconds: 10, model: "animatic" },
    { ...written, aspectRatio: "3:4", audio: true, useCase: "product-shot", speed: "fast" },
    { ...written, fallbackAllowed: false, priceMaxMicros: 1_200_000, asset },
  ];
  for (const input of inputs) {
    expect(createVideoInput.safeParse(inputOf(input)).error).toBeUndefined();
    expect(planVideoInput.safeParse(planInputOf(input, [])).error).toBeUndefined();
  }
});

test("an image turns the order into image-to-video and nothing else does", () => {
  expect(inputOf(written)).toMatchObject({ workflowType: "text-to-video" });
  expect(inputOf(written)).not.toHaveProperty("sourceAssetIds");
  expect(inputOf({ ...written, asset })).toMatchObject({
    workflowType: "image-to-video",
    sourceAssetIds: ["ast_1"],
  });
  expect(planInputOf({ ...written, asset }, [])).toMatchObject({
    workflowType: "image-to-video",
    sourceImages: 1,
  });
});

test("the plan is asked without a word of the prompt", () => {
  const asked = JSON.stringify(planInputOf({ ...written, negativePrompt: "crowds" }, []));
  expect(asked).not.toContain("lighthouse");
  expect(asked).not.toContain("crowds");
});

test("typing on asks no new question until a model's limit is passed", () => {
  const models = [modelWith({ promptLengthMax: 1000 }), modelWith({ promptLengthMax: 2500 })];
  const lengthOf = (characters: number) =>
    planInputOf({ ...written, prompt: "x".repeat(characters) }, models).promptLength;
  expect([1, 999, 1000, 1001, 2500].map(lengthOf)).toEqual([1000, 1000, 1000, 2500, 2500]);
  expect(lengthOf(2501)).toBe(2501);
});

test("a draft that was kept before there were more choices is read with them at rest", () => {
  const { prompt, negativePrompt, seed, platform, durationSeconds, tier, model } = written;
  const old = { prompt, negativePrompt, seed, platform, durationSeconds, tier, model, asset: null };
  expect(draft.parse(old)).toEqual(written);
});

test("a stored draft that is broken is refused", () => {
  expect(draft.safeParse(written).success).toBe(true);
  expect(draft.safeParse({ ...written, durationSeconds: 16 }).success).toBe(false);
  expect(draft.safeParse({ ...written, platform: "cinerama" }).success).toBe(false);
  expect(draft.safeParse({ ...written, aspectRatio: "2:1" }).success).toBe(false);
});

test("a platform decides the ratio unless a bare ratio is asked for, and every ratio can be asked for", () => {
  expect(ratioOf({ ...written, platform: "tiktok" })).toBe("9:16");
  for (const ratio of aspectRatios) expect(ratioOf({ ...written, ...formatPart(ratio) })).toBe(ratio);
  expect(formatPart("1:1")).toEqual({ platform: "instagram", aspectRatio: null });
});
