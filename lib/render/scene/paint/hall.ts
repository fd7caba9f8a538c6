import { mix, type Rgb, rgb } from "../colour.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import type { Solid } from "./trace.ts";

export type Vector = readonly [number, number, number];
export type Hall = {
  solids: Solid[];
  tints: readonly Rgb[];
  arch: { x: number; half: number; spring: number };
};

export const backZ = 7;
export const eye: Vector = [0, 1.5, -2.6];

function wallColour(stage: Stage): Rgb {
  if (stage.plan.accents.length > 0) return mix(stage.mood.accents[0], rgb("#e8d8c4"), 0.42);
  return randomOf(stage.seed, "plaster").pick([
    rgb("#dba57c"),
    rgb("#d8cdbb"),
    rgb("#b8c0ae"),
    rgb("#cf9f8b"),
  ]);
}

/** Steps on one side, an arch to the sky in the back wall, a few quiet bodies on the floor. */
export function buildHall(stage: Stage): Hall {
  const random = randomOf(stage.seed, "hall");
  const side = stage.seed % 2 === 0 ? -1 : 1;
  const wall = wallColour(stage);
  const accent = stage.plan.accents.length > 1 ? stage.mood.accents[1] : rgb("#3f6f86");
  const solids: Solid[] = [];
  const narrow = stage.portrait ? 0.62 : 1;
  for (let k = 0; k < 6; k++) {
    const reach = (3.1 - k * 0.42) * narrow;
    const edge = side * 3.6 * narrow;
    const low = Math.min(edge, edge - side * reach);
    solids.push({
      kind: "box",
      low: [low, k * 0.28, 4.1],
      high: [low + reach, (k + 1) * 0.28, 6.9],
      tint: 0,
    });
  }
  const x = -side * 0.95 * narrow;
  solids.push({ kind: "ball", at: [x, 0.34, 4.3], radius: 0.34, tint: 1 });
  solids.push({
    kind: "box",
    low: [x + side * -0.85 - 0.24, 0, 5],
    high: [x + side * -0.85 + 0.24, 0.95, 5.48],
    tint: 2,
  });
  solids.push({ kind: "ball", at: [x + side * -0.85, 1.14, 5.24], radius: 0.19, tint: 2 });
  solids.push({
    kind: "ball",
    at: [side * random.range(0.1, 0.35) * narrow, 0.15, 3.5],
    radius: 0.15,
    tint: 2,
  });
  return {
    solids,
    tints: [wall, accent, mix(wall, rgb("#f6efe4"), 0.6)],
    arch: { x: -side * 0.35 * narrow, half: 0.85, spring: 1.9 },
  };
}

export const inArch = (arch: Hall["arch"], x: number, y: number): boolean => {
  const dx = Math.abs(x - arch.x);
  if (dx > arch.half || y < 0) return false;
  return y < arch.spring || dx * dx + (y - arch.spring) ** 2 < arch.half * arch.half;
};
