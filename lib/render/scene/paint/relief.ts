import { clamp } from "../numbers.ts";

/** A square map of heights, `size` a power of two, mirrored beyond its edges; `cell` is the world size of one sample. */
export type Relief = { size: number; cell: number; heights: Float32Array };

export function buildRelief(size: number, cell: number, height: (x: number, z: number) => number): Relief {
  const heights = new Float32Array(size * size);
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) heights[j * size + i] = height(i * cell, j * cell);
  return { size, cell, heights };
}

const mirror = (i: number, size: number): number => {
  const m = i & (size * 2 - 1);
  return m < size ? m : size * 2 - 1 - m;
};

/** Bilinear sample of a map laid out like `relief`, `stride` numbers a cell. */
export function sampleMap(
  relief: Relief,
  map: Float32Array,
  x: number,
  z: number,
  stride = 1,
  part = 0,
): number {
  const { size, cell } = relief;
  const fx = x / cell;
  const fz = z / cell;
  const ix = Math.floor(fx);
  const iz = Math.floor(fz);
  const tx = fx - ix;
  const tz = fz - iz;
  const x0 = mirror(ix, size);
  const x1 = mirror(ix + 1, size);
  const z0 = mirror(iz, size) * size;
  const z1 = mirror(iz + 1, size) * size;
  const a = map[(z0 + x0) * stride + part] ?? 0;
  const b = map[(z0 + x1) * stride + part] ?? 0;
  const c = map[(z1 + x0) * stride + part] ?? 0;
  const d = map[(z1 + x1) * stride + part] ?? 0;
  return a + (b - a) * tx + (c - a + (a - b - c + d) * tx) * tz;
}

/**
 * Light on each cell, 0..1: slope towards the sun times a soft shadow.
 * `azimuth` in radians from +z towards +x, `elevation` in radians.
 */
export function bakeLight(relief: Relief, azimuth: number, elevation: number): Float32Array {
  const { size, cell, heights } = relief;
  const sx = Math.sin(azimuth);
  const sz = Math.cos(azimuth);
  const rise = Math.tan(elevation);
  const light = new Float32Array(size * size);
  const at = (i: number, j: number): number =>
    heights[clamp(j | 0, 0, size - 1) * size + clamp(i | 0, 0, size - 1)] ?? 0;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const h = at(i, j);
      const gx = (at(i + 1, j) - at(i - 1, j)) / (2 * cell);
      const gz = (at(i, j + 1) - at(i, j - 1)) / (2 * cell);
      const facing = (rise - gx * sx - gz * sz) / (Math.hypot(gx, gz, 1) * Math.hypot(rise, 1));
      let open = 1;
      for (let step = 1.5; step < 90 && open > 0; step *= 1.34) {
        const clear = h + rise * step * cell - at(i + sx * step, j + sz * step);
        open = Math.min(open, clamp(0.5 + clear / (0.1 * step * cell)));
      }
      light[j * size + i] = clamp(facing) * open;
    }
  }
  return softened(light, size);
}

/** Each cell as the mean of its neighbourhood: a shadow's edge one cell wide would glitter from afar. */
function softened(map: Float32Array, size: number): Float32Array {
  const across = new Float32Array(map.length);
  const out = new Float32Array(map.length);
  const mean = (source: Float32Array, i: number, step: number): number =>
    (source[i] ?? 0) * 0.5 +
    (source[i - step] ?? source[i] ?? 0) * 0.25 +
    (source[i + step] ?? source[i] ?? 0) * 0.25;
  for (let i = 0; i < map.length; i++) across[i] = mean(map, i, 1);
  for (let i = 0; i < map.length; i++) out[i] = mean(across, i, size);
  return out;
}
