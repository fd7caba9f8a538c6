import { mix, type Rgb, scale } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import { buildRelief, type Relief } from "./relief.ts";
import { skyColour } from "./sky.ts";
import type { createFlyer } from "./terrain.ts";

const size = 256;

/** One tile of swell: height and slopes, repeating every `size` cells. */
function swellTile(seed: number): Float32Array {
  const noise = createNoise(seed, "swell", 16);
  const crest = (x: number, z: number): number => 1 - Math.abs(fbm(noise, x, z, 1)) * 1.5;
  const relief: Relief = buildRelief(size, 16 / size, (x, z) => {
    const broad = crest(x, z) * 0.6 + crest(x * 2 + 5, z * 2 + 3) * 0.26;
    return broad + 0.14 * fbm(noise, x * 4, z * 4, 2);
  });
  const tile = new Float32Array(size * size * 3);
  const at = (i: number, j: number): number =>
    relief.heights[(j & (size - 1)) * size + (i & (size - 1))] ?? 0;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const k = (j * size + i) * 3;
      tile[k] = at(i, j);
      tile[k + 1] = (at(i + 1, j) - at(i - 1, j)) * 8;
      tile[k + 2] = (at(i, j + 1) - at(i, j - 1)) * 8;
    }
  }
  return tile;
}

/** Bilinear sample of height and slopes, added to `out` times `weight`. */
function addTile(tile: Float32Array, x: number, z: number, weight: number, out: Float64Array): void {
  const ix = Math.floor(x);
  const iz = Math.floor(z);
  const tx = x - ix;
  const tz = z - iz;
  const x0 = ix & (size - 1);
  const x1 = (ix + 1) & (size - 1);
  const z0 = (iz & (size - 1)) * size;
  const z1 = ((iz + 1) & (size - 1)) * size;
  const a = (z0 + x0) * 3;
  const b = (z0 + x1) * 3;
  const c = (z1 + x0) * 3;
  const d = (z1 + x1) * 3;
  const wd = tx * tz * weight;
  const wc = tz * weight - wd;
  const wb = tx * weight - wd;
  const wa = weight - wb - wc - wd;
  for (let k = 1; k < 3; k++) {
    const sum =
      (tile[a + k] ?? 0) * wa + (tile[b + k] ?? 0) * wb + (tile[c + k] ?? 0) * wc + (tile[d + k] ?? 0) * wd;
    out[k] = (out[k] ?? 0) + sum;
  }
}

function heightOf(tile: Float32Array, x: number, z: number): number {
  const ix = Math.floor(x);
  const iz = Math.floor(z);
  const tx = x - ix;
  const tz = z - iz;
  const z0 = (iz & (size - 1)) * size;
  const z1 = ((iz + 1) & (size - 1)) * size;
  const x0 = ix & (size - 1);
  const x1 = (ix + 1) & (size - 1);
  const a = tile[(z0 + x0) * 3] ?? 0;
  const b = tile[(z0 + x1) * 3] ?? 0;
  const c = tile[(z1 + x0) * 3] ?? 0;
  const d = tile[(z1 + x1) * 3] ?? 0;
  return a + (b - a) * tx + (c - a + (a - b - c + d) * tx) * tz;
}

/** Sky as the water sees it, by steepness of the reflected ray: 256 colours from horizon to zenith. */
function reflectionTable(stage: Stage): Float32Array {
  const table = new Float32Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const colour = skyColour(stage.mood.sky, 1 - (i / 255) ** 0.8);
    for (let c = 0; c < 3; c++) table[i * 3 + c] = colour[c] ?? 0;
  }
  return table;
}

type Sea = { ground: Parameters<typeof createFlyer>[1]["ground"]; setTime(t: number): void };

function waterColours({ mood, plan }: Stage) {
  const green: Rgb = mood.dark ? [10, 30, 42] : plan.weather === "storm" ? [30, 54, 60] : [16, 74, 84];
  return {
    deepest: Float64Array.from(mix(scale(green, 0.55), mood.ambient, 0.25)),
    lightest: Float64Array.from(mix(scale(green, 1.25), mood.sky[2], 0.18)),
    sunlight: Float64Array.from(mood.sun),
    spray: Float64Array.from(mix(mood.sky[3], [235, 240, 240], 0.35)),
    farthest: Float64Array.from(mix(mood.sky[3], mood.sky[2], 0.3)),
  };
}

export function createSea(stage: Stage, rough: number, sunYaw: number): Sea {
  const { mood, plan, seed } = stage;
  const tile = swellTile(seed);
  const table = reflectionTable(stage);
  const storm = plan.weather === "storm" ? 1 : 0;
  const { deepest, lightest, sunlight, spray, farthest } = waterColours(stage);
  const slope = new Float64Array(3);
  let t = 0;
  const height = (x: number, z: number): number =>
    rough *
    (0.75 * heightOf(tile, x * 4.2 + t * 3.1, z * 4.2 - t * 6.4) +
      0.32 * heightOf(tile, x * 9.7 - t * 7.3, z * 9.1 - t * 5.2) -
      0.62);
  const shade = (x: number, z: number, h: number, distance: number, out: Float64Array): void => {
    const near = clamp(1.4 - distance / 45);
    const wide = 0.1 + 0.9 / (1 + distance / 26);
    slope.fill(0);
    addTile(tile, x * 4.2 + t * 3.1, z * 4.2 - t * 6.4, rough * 0.8, slope);
    addTile(tile, x * 9.7 - t * 7.3, z * 9.1 - t * 5.2, rough * 0.5, slope);
    if (near > 0) addTile(tile, x * 31 + t * 11, z * 29 - t * 17, near * 0.34, slope);
    const sx = slope[1] ?? 0;
    const nx = -sx * wide * 0.55;
    const nz = -(slope[2] ?? 0) * wide * 0.55;
    const length = Math.hypot(nx, nz, 1);
    const facing = clamp((-nz + 2.2 / distance) / length);
    const fresnel = 0.04 + 0.96 * (1 - facing) ** 4;
    const rise = clamp((0.02 - nz * 1.15) / length + 0.02, 0, 1);
    const k = Math.floor(clamp(rise * 1.25) * 255) * 3;
    const side = x / Math.max(1, z + 0.001) - sunYaw + nx * 0.9;
    const up = rise - mood.sunHeight * 0.42;
    const away = side * side * 22 + up * up * 30;
    const glitter = away > 5 ? 0 : mood.sunStrength * Math.exp(-away) * (0.3 + 0.35 * wide);
    const crest = clamp(h / rough + 0.28);
    const foam = storm * clamp((crest - 0.56) * 4) * 0.85 * clamp(0.45 + sx * 0.9);
    const lift = crest * crest * (0.6 + storm * 0.5);
    const mirror = clamp(fresnel + 0.06) * (1 - glitter * 0.4);
    const fog = 1 - 0.5 ** (distance / 380);
    for (let c = 0; c < 3; c++) {
      const base = deepest[c] ?? 0;
      const water = base + ((lightest[c] ?? 0) - base) * lift;
      const lit = water + ((table[k + c] ?? 0) - water) * mirror + (sunlight[c] ?? 0) * glitter;
      const foamy = lit + ((spray[c] ?? 0) - lit) * foam;
      out[c] = foamy + ((farthest[c] ?? 0) - foamy) * fog * 0.85;
    }
  };
  const setTime = (seconds: number): void => {
    t = seconds;
  };
  return { ground: { height, shade }, setTime };
}
