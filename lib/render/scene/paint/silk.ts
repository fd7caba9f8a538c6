import type { Shot } from "../camera.ts";
import type { Rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import { type Ctx, createPixels, type Pixels } from "./surface.ts";

type Scheme = readonly [deep: Rgb, body: Rgb, light: Rgb];

/** Heights of the folds on a grid one wider and higher than the picture; `scale` is a pixel in units. */
type Folds = { heights: Float32Array; scale: number };

function shadeSilk(
  { data, width, height }: Pixels,
  { heights, scale }: Folds,
  [deep, body, light]: Scheme,
): void {
  const row = width + 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const h = heights[y * row + x] ?? 0;
      const dx = ((heights[y * row + x + 1] ?? 0) - h) / scale;
      const dy = ((heights[(y + 1) * row + x] ?? 0) - h) / scale;
      const length = Math.sqrt(dx * dx * 0.03 + dy * dy * 0.03 + 1);
      const facing = clamp((-dx * 0.11 - dy * 0.09 + 0.5) / length);
      const sheen = clamp((-dx * 0.105 - dy * 0.09 + 0.66) / length) ** 9;
      const k = clamp(facing * 1.25 - 0.12);
      const shine = clamp(sheen * 0.95 + (k - 0.7) * 0.5 * clamp(h));
      const i = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) {
        const base = lerp(deep[c] ?? 0, body[c] ?? 0, k);
        data[i + c] = base + ((light[c] ?? 0) - base) * shine;
      }
      data[i + 3] = 255;
    }
  }
}

/** Folds of cloth in a slow wind: a height that noise bends twice, lit from the side, over the whole picture. */
export function createSilk(stage: Stage, scheme: Scheme): (ctx: Ctx, shot: Shot) => void {
  const noise = createNoise(stage.seed, "folds");
  const factor = 0.27 * Math.min(1, 720 / stage.unit);
  const target = createPixels(stage.width * factor, stage.height * factor);
  const scale = 1.6 / (stage.unit * factor);
  const heights = new Float32Array((target.width + 1) * (target.height + 1));
  const fold = (x: number, y: number, t: number): number => {
    const bx = fbm(noise, x * 0.8 + t * 0.05, y * 0.8, 2);
    const by = fbm(noise, x * 0.8 + 5.2, y * 0.8 - t * 0.06 + 1.3, 2);
    return Math.sin((x * 1.1 + y * 2.1 + bx * 2.4 + by * 1.9 + t * 0.22) * 2.3) * 0.5 + by * 0.5;
  };
  return (ctx, shot) => {
    const zoom = shot.zoom ** 1.6;
    const ox = (shot.x + shot.orbit) * 0.22 + 10;
    const oy = -shot.y * 0.2 + 10;
    let i = 0;
    for (let y = 0; y <= target.height; y++) {
      const py = ((y - target.height / 2) * scale) / zoom + oy;
      for (let x = 0; x <= target.width; x++) {
        heights[i++] = fold(((x - target.width / 2) * scale) / zoom + ox, py, shot.t);
      }
    }
    shadeSilk(target, { heights, scale }, scheme);
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(target.show().canvas, 0, 0, stage.width, stage.height);
  };
}
