import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp } from "../numbers.ts";
import { createMotes } from "../paint/particles.ts";
import { createPixels } from "../paint/surface.ts";
import { randomOf } from "../random.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

const schemes: readonly [readonly [Rgb, Rgb, Rgb], ...(readonly [Rgb, Rgb, Rgb])[]] = [
  [rgb("#0b1030"), rgb("#3a4fd0"), rgb("#ff9a76")],
  [rgb("#120a1e"), rgb("#8a2f6b"), rgb("#ffc37a")],
  [rgb("#06181c"), rgb("#1f7f82"), rgb("#f4e2b0")],
  [rgb("#14100c"), rgb("#a0552c"), rgb("#ffe0b0")],
  [rgb("#0c0c18"), rgb("#5a48b8"), rgb("#a8f0ea")],
];

function schemeOf(stage: Stage): readonly [Rgb, Rgb, Rgb] {
  const { accents, grade } = stage.plan;
  const [first, second] = stage.mood.accents;
  if (grade === "neon") return [rgb("#0a0620"), rgb("#7a2bd0"), rgb("#ff4fa8")];
  if (accents.length === 0) return randomOf(stage.seed, "scheme").pick(schemes);
  const light = accents.length > 1 ? mix(second, [255, 255, 255], 0.25) : mix(first, [255, 244, 226], 0.62);
  return [mix(first, [4, 4, 10], 0.86), first, light];
}

/** Folds of cloth in a slow wind: a height that noise bends twice, lit from the side. */
export const buildAbstract: FamilyBuilder = (stage) => {
  const { width, height, unit } = stage;
  const [deep, body, light] = schemeOf(stage);
  const noise = createNoise(stage.seed, "folds");
  const factor = 0.27 * Math.min(1, 720 / unit);
  const target = createPixels(width * factor, height * factor);
  const scale = 1.6 / (unit * factor);
  const folds = (x: number, y: number, t: number): number => {
    const bx = fbm(noise, x * 0.8 + t * 0.05, y * 0.8, 2);
    const by = fbm(noise, x * 0.8 + 5.2, y * 0.8 - t * 0.06 + 1.3, 2);
    return Math.sin((x * 1.1 + y * 2.1 + bx * 2.4 + by * 1.9 + t * 0.22) * 2.3) * 0.5 + by * 0.5;
  };
  const heights = new Float32Array((target.width + 1) * (target.height + 1));
  const motes = createMotes(stage, {
    count: 30,
    colours: [light, body],
    size: 0.007,
    alpha: 0.5,
    driftX: 0.015,
    driftY: -0.02,
  });
  const soft = createMotes(
    stage,
    { count: 9, colours: [body, light], size: 0.06, alpha: 0.1, driftX: 0.01, driftY: -0.01, soft: true },
    "soft",
  );
  const fillHeights = (zoom: number, ox: number, oy: number, t: number): void => {
    let i = 0;
    for (let y = 0; y <= target.height; y++) {
      for (let x = 0; x <= target.width; x++) {
        const px = ((x - target.width / 2) * scale) / zoom + ox;
        heights[i++] = folds(px, ((y - target.height / 2) * scale) / zoom + oy, t);
      }
    }
  };
  return (ctx, shot) => {
    fillHeights(shot.zoom ** 1.6, (shot.x + shot.orbit) * 0.22 + 10, -shot.y * 0.2 + 10, shot.t);
    const { data } = target;
    const row = target.width + 1;
    for (let y = 0; y < target.height; y++) {
      for (let x = 0; x < target.width; x++) {
        const h = heights[y * row + x] ?? 0;
        const dx = ((heights[y * row + x + 1] ?? 0) - h) / scale;
        const dy = ((heights[(y + 1) * row + x] ?? 0) - h) / scale;
        const length = Math.sqrt(dx * dx * 0.03 + dy * dy * 0.03 + 1);
        const facing = clamp((-dx * 0.11 - dy * 0.09 + 0.5) / length);
        const sheen = clamp((-dx * 0.105 - dy * 0.09 + 0.66) / length) ** 9;
        const k = clamp(facing * 1.25 - 0.12);
        const i = (y * target.width + x) * 4;
        for (let c = 0; c < 3; c++) {
          const base = lerp(deep[c] ?? 0, body[c] ?? 0, k);
          data[i + c] = base + ((light[c] ?? 0) - base) * clamp(sheen * 0.95 + (k - 0.7) * 0.5 * clamp(h));
        }
        data[i + 3] = 255;
      }
    }
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(target.show().canvas, 0, 0, width, height);
    soft(ctx, shot);
    motes(ctx, shot);
    const glow = ctx.createRadialGradient(
      width * 0.72,
      height * 0.2,
      0,
      width * 0.72,
      height * 0.2,
      unit * 0.9,
    );
    glow.addColorStop(0, css(light, 0.16));
    glow.addColorStop(1, css(light, 0));
    ctx.fillStyle = glow;
    ctx.fillRect(0, 0, width, height);
  };
};
