import { describe, expect, it } from "vitest";
import { type Plan, planScene } from "./plan.ts";

const table: [prompt: string, plan: Partial<Plan>][] = [
  ["A paper boat drifting on a neon river at night", { family: "city", time: "night", grade: "neon" }],
  [
    "Red umbrella in the rain, neon street",
    { family: "street", weather: "rain", time: "night", accents: ["red"] },
  ],
  ["Lighthouse in a winter storm, locked-off wide shot", { family: "sea", weather: "storm", move: "static" }],
  [
    "Celadon bottle on wet slate, slow push-in",
    { family: "product", move: "push-in", pace: "slow", accents: ["sage"] },
  ],
  ["Terracotta stairs, hard noon shadows", { family: "interior", time: "day", accents: ["terracotta"] }],
  ["Open sea at golden hour, low drone", { family: "sea", time: "golden", move: "flyover" }],
  ["Ringed planet drifting, slow orbit", { family: "space", move: "orbit", subjects: ["rings"] }],
  [
    "Cabin by a fjord under northern lights",
    { family: "lake", weather: "aurora", time: "night", subjects: ["cabin"] },
  ],
  ["Tea terraces on a misty morning", { family: "meadow", weather: "fog", time: "dawn" }],
  [
    "Pine ridges at sunrise, slow pan over the mountains",
    { family: "mountain", time: "dawn", move: "pan-right" },
  ],
  ["Dunes in the Sahara at dusk, crane up", { family: "desert", time: "dusk", move: "crane-up" }],
  ["Fireflies in an enchanted forest", { family: "forest", time: "night" }],
  ["Flowing silk in teal and gold, abstract", { family: "abstract", accents: ["teal", "gold"] }],
  ["Jellyfish over a coral reef", { family: "underwater" }],
  ["Above the clouds at sunset, flying over", { family: "clouds", time: "golden", move: "flyover" }],
  [
    "Detective walks down an alley, black and white",
    { family: "street", grade: "mono", subjects: ["figure"] },
  ],
  ["Perfume bottle, zoom out, pastel", { family: "product", move: "pull-out", grade: "pastel" }],
  ["Snowfall over the alps, panning left", { family: "mountain", weather: "snow", move: "pan-left" }],
  ["Handheld walk through a birch forest in autumn", { family: "forest", move: "handheld" }],
  ["Skyline, tilt up, vivid", { family: "city", move: "tilt-up", grade: "vivid" }],
];

describe("planScene", () => {
  it.each(table)("understands: %s", (prompt, expected) => {
    expect(planScene(prompt, 7)).toMatchObject(expected);
  });

  it("gives the same plan for the same prompt and seed", () => {
    expect(planScene("Something nobody named yet", 3)).toEqual(planScene("Something nobody named yet", 3));
  });

  it("matches whole words only", () => {
    expect(planScene("A carpet with patterns on the floor of a room", 1).family).toBe("interior");
    expect(planScene("A seasoned scarecrow in a field", 1).subjects).not.toContain("birds");
  });

  it("leaves out what the prompt refuses", () => {
    const plan = planScene("A street at night without any rain or people, no umbrella", 1);
    expect(plan.weather).toBe("clear");
    expect(plan.subjects).toEqual([]);
  });

  it("leaves out the words of the negative prompt", () => {
    expect(planScene("Lake with a boat in fog", 1, "fog, boat")).toMatchObject({
      weather: "clear",
      subjects: [],
    });
  });

  it("plans something for a prompt without known words, in any script", () => {
    for (const prompt of ["?!", "静かな朝", "ждать", "😀😀", "a".repeat(10_000)]) {
      expect(planScene(prompt, 1).move).toBe("drift");
    }
  });
});
