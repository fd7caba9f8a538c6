import { css, mix, type Rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { createLayer, type Layer } from "./surface.ts";

export type RidgeLook = {
  name: string;
  width: number;
  height: number;
  colour: Rgb;
  /** What the foot of the ridge fades into. */
  foot: Rgb;
  /** Humps over the width, and how much of the height they take (0..1). */
  humps: number;
  relief: number;
  rough: number;
  /** Height of pines in pixels; 0 for none. */
  pines: number;
};

/** A pine as a jagged silhouette; `lean` keeps two from being alike. */
function pinePath(layer: Layer, x: number, foot: number, tall: number, lean: () => number): void {
  const { ctx } = layer;
  const tiers = 7;
  const wide = tall * 0.19;
  ctx.beginPath();
  ctx.moveTo(x, foot - tall);
  for (const side of [1, -1]) {
    if (side < 0) ctx.lineTo(x, foot);
    for (let k = 1; k <= tiers; k++) {
      const tier = side > 0 ? k : tiers + 1 - k;
      const y = foot - tall + (tall * tier) / (tiers + 0.6);
      const reach = wide * (tier / tiers) ** 0.85 * (0.78 + 0.44 * lean());
      const inner = reach * 0.5;
      if (side > 0) {
        ctx.lineTo(x + reach, y);
        ctx.lineTo(x + inner, y - tall * 0.02);
      } else {
        ctx.lineTo(x - inner, y - tall * 0.02);
        ctx.lineTo(x - reach, y);
      }
    }
  }
  ctx.closePath();
  ctx.fill();
}

/** A silhouette of land with mist at its foot; its outline is also given, in pixels from the top. */
export function paintRidge(stage: Stage, look: RidgeLook): Layer & { outline: (x: number) => number } {
  const layer = createLayer(look.width, look.height);
  const { ctx } = layer;
  const noise = createNoise(stage.seed, `ridge ${look.name}`);
  const random = randomOf(stage.seed, `pines ${look.name}`);
  const top = look.pines * 1.05;
  const outline = (x: number): number => {
    const p = (x / look.width) * look.humps;
    const broad = fbm(noise, p + 3, 5, 2) * 0.5 + 0.5;
    const fine = fbm(noise, p * 5, 9, 5, 0.55) * look.rough;
    return top + (look.height - top) * (1 - look.relief + look.relief * (1 - broad - fine * 0.32));
  };
  const gradient = ctx.createLinearGradient(0, top, 0, look.height);
  gradient.addColorStop(0, css(look.colour));
  gradient.addColorStop(0.45, css(mix(look.colour, look.foot, 0.22)));
  gradient.addColorStop(1, css(mix(look.colour, look.foot, 0.82)));
  ctx.fillStyle = gradient;
  ctx.beginPath();
  ctx.moveTo(0, look.height);
  for (let x = 0; x <= look.width; x += 2) ctx.lineTo(x, outline(x));
  ctx.lineTo(look.width, look.height);
  ctx.closePath();
  ctx.fill();
  if (look.pines > 0) {
    let x = 0;
    while (x < look.width) {
      const grove = fbm(noise, (x / look.width) * look.humps * 4 + 40, 2, 2);
      const tall = look.pines * random.range(0.45, 1) * (0.75 + 0.5 * grove);
      if (tall > look.pines * 0.2) pinePath(layer, x, outline(x) + tall * 0.16, tall, random.next);
      x += look.pines * random.range(0.07, 0.22);
    }
  }
  return { ...layer, outline };
}
