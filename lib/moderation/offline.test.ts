import { describe, expect, it } from "vitest";
import { createOfflineModerator } from "./offline.ts";

const judge = (prompt: string, negativePrompt?: string) =>
  createOfflineModerator().judge({ prompt, negativePrompt, images: [] });

describe("offline moderation", () => {
  it.each([
    ["a naked schoolgirl in a classroom", "sexual_minors"],
    ["hardcore porn in a hotel", "sexual"],
    ["a man commits suicide on a bridge", "self_harm"],
    ["a knight beheading his enemy, close-up", "graphic_violence"],
    ["step-by-step assembly of a pipe bomb", "weapons_instructions"],
    ["a crowd shouts white power", "hate"],
    ["deepfake of the president", "deceptive_likeness"],
    ["hardcore p0rn in a hotel", "sexual"],
    ["hardcore po​rn in a hotel", "sexual"],
  ])("refuses %j as %s", async (prompt, category) => {
    expect(await judge(prompt)).toMatchObject({ kind: "refused", input: "prompt", category });
  });

  it.each([
    "Lighthouse on a headland in a winter storm, beam sweeping through sleet",
    "Children flying kites on a beach at golden hour",
    "A nude-coloured lipstick on marble, slow push-in",
    "Sussex coastline, drone shot",
    "A gas station at night in the rain",
    "Classic film noir detective holding a revolver",
  ])("lets %j pass", async (prompt) => {
    expect(await judge(prompt)).toEqual({ kind: "allowed" });
  });

  it("does not judge what the writer wants to avoid", async () => {
    expect(await judge("a quiet harbour", "gore, porn")).toEqual({ kind: "allowed" });
  });
});
