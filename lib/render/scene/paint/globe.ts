import type { Rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import { type Ctx, createPixels } from "./surface.ts";

export type World = { light: Rgb; dark: Rgb; storm: Rgb; air: Rgb; banded: boolean };

/** Surface colours around the equator, repeating in longitude. */
function paintSurface(stage: Stage, world: World): Uint8ClampedArray {
  const noise = createNoise(stage.seed, "surface", 8);
  const w = 512;
  const h = 256;
  const map = new Uint8ClampedArray(w * h * 3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const u = (x / w) * 8;
      const v = (y / h) * 4;
      const bend = fbm(noise, u, v * 2, 3);
      const bands = world.banded
        ? fbm(noise, bend * 0.3 + 5, v * 3.4 + bend * 0.22, 4) * 0.5 +
          0.5 +
          0.1 * fbm(noise, u * 4, v * 14, 2)
        : fbm(noise, u + bend, v + bend, 6) * 0.62 + 0.5;
      const spots = smoothstep(0.2, 0.6, fbm(noise, u * 2 + 3, v * 2 + 3, 3)) * (world.banded ? 0.45 : 0.8);
      const k = smoothstep(0.25, 0.75, bands);
      for (let c = 0; c < 3; c++) {
        const base = lerp(world.dark[c] ?? 0, world.light[c] ?? 0, k);
        map[(y * w + x) * 3 + c] = lerp(base, world.storm[c] ?? 0, spots);
      }
    }
  }
  return map;
}

type Globe = (ctx: Ctx, x: number, y: number, radius: number, turn: number) => void;

/** Shadow of the rings: a dark band across the sunward side. */
function ringShade(sx: number, sy: number): number {
  const across = sy * 0.955 + sx * 0.296 - 0.2 + sx * 0.1;
  return 1 - 0.62 * Math.exp(-((across / 0.085) ** 2));
}

/** A sphere lit from the left, its surface turning; shaded anew each frame from a stored map. */
export function createGlobe(stage: Stage, world: World, size: number, ringed = false): Globe {
  const map = paintSurface(stage, world);
  const pixels = createPixels(size, size);
  const half = size / 2;
  const reach = half * 0.86;
  return (ctx, x, y, radius, turn) => {
    const { data } = pixels;
    for (let py = 0; py < size; py++) {
      for (let px = 0; px < size; px++) {
        const i = (py * size + px) * 4;
        const sx = (px + 0.5 - half) / reach;
        const sy = (py + 0.5 - half) / reach;
        const rr = sx * sx + sy * sy;
        const light = -sx * 0.82 - sy * 0.38;
        if (rr > 1) {
          const rim = Math.exp(-(Math.sqrt(rr) - 1) * 22) * clamp(light * 0.9 + 0.25);
          data[i] = world.air[0];
          data[i + 1] = world.air[1];
          data[i + 2] = world.air[2];
          data[i + 3] = rim * 150;
          continue;
        }
        const sz = Math.sqrt(1 - rr);
        const day = clamp(light + sz * 0.28);
        const lat = Math.asin(clamp(sy * 0.96 + sx * 0.24, -1, 1)) / Math.PI + 0.5;
        const long = Math.atan2(sx * 0.97 - sy * 0.24, sz) / (Math.PI * 2) + turn;
        const mx = Math.floor((long - Math.floor(long)) * 512) & 511;
        const m = (Math.min(255, Math.floor(lat * 256)) * 512 + mx) * 3;
        const edge = (1 - sz) ** 3 * clamp(light * 1.2 + 0.35);
        const shade = (day ** 0.8 * 1.12 + 0.012) * (ringed ? ringShade(sx, sy) : 1);
        for (let c = 0; c < 3; c++)
          data[i + c] = (map[m + c] ?? 0) * shade + (world.air[c] ?? 0) * edge * 0.75;
        data[i + 3] = 255 * clamp((1 - Math.sqrt(rr)) * reach * 0.9);
      }
    }
    const s = (radius / reach) * size;
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(pixels.show().canvas, x - s / 2, y - s / 2, s, s);
  };
}
