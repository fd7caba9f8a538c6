import { clamp } from "../numbers.ts";
import type { Pixels } from "./surface.ts";

/** Distances are world units; `shade` writes red, green, blue (0..255) into `out`. */
export type Ground = {
  height(x: number, z: number): number;
  shade(x: number, z: number, height: number, distance: number, out: Float64Array): void;
};

export type Viewpoint = {
  x: number;
  y: number;
  z: number;
  /** Radians, 0 looks along +z, positive turns right. */
  yaw: number;
  /** Row of the horizon in pixels; a tilt moves it. */
  horizon: number;
  /** Pixels per unit of slope. */
  focal: number;
};

/** Distances of the samples: about one row of flat ground each near the camera, a fixed ratio farther out. */
export function rangeTable(
  nearest: number,
  height: number,
  rows: number,
  focal: number,
  far: number,
  ratio: number,
): Float64Array {
  const distances: number[] = [];
  let d = (nearest * focal) / rows;
  while (d < far) {
    distances.push(d);
    const row = (height * focal) / d;
    d *= clamp(1 + 1 / row, 1.0018, ratio);
  }
  return Float64Array.from(distances);
}

function fillSpan(
  target: Pixels,
  column: number,
  from: number,
  to: number,
  a: Float64Array,
  b: Float64Array,
): void {
  const { data, width } = target;
  const count = from - to;
  const step = 1 / count;
  const ar = a[0] ?? 0;
  const ag = a[1] ?? 0;
  const ab = a[2] ?? 0;
  const dr = (b[0] ?? 0) - ar;
  const dg = (b[1] ?? 0) - ag;
  const db = (b[2] ?? 0) - ab;
  let index = ((from - 1) * width + column) * 4;
  for (let k = 1; k <= count; k++) {
    const t = k * step;
    data[index] = ar + dr * t;
    data[index + 1] = ag + dg * t;
    data[index + 2] = ab + db * t;
    data[index + 3] = 255;
    index -= width * 4;
  }
}

/** Draws ground column by column from near to far; what it does not cover stays transparent. */
export function drawHeightfield(
  target: Pixels,
  view: Viewpoint,
  distances: Float64Array,
  ground: Ground,
): void {
  const { width, height, data } = target;
  data.fill(0);
  const colour = new Float64Array(3);
  const last = new Float64Array(3);
  const sin = Math.sin(view.yaw);
  const cos = Math.cos(view.yaw);
  for (let column = 0; column < width; column++) {
    const slope = (column + 0.5 - width / 2) / view.focal;
    const dx = sin + cos * slope;
    const dz = cos - sin * slope;
    let top = height;
    let edge = 0;
    let fresh = true;
    for (let i = 0; i < distances.length && top > 0; i++) {
      const distance = distances[i] ?? 0;
      const x = view.x + dx * distance;
      const z = view.z + dz * distance;
      const h = ground.height(x, z);
      const row = view.horizon - ((h - view.y) * view.focal) / distance;
      if (row >= top) {
        fresh = true;
        continue;
      }
      const to = Math.max(0, Math.floor(row));
      if (to >= top) continue;
      ground.shade(x, z, h, distance, colour);
      fillSpan(target, column, top, to, fresh ? colour : last, colour);
      last.set(colour);
      fresh = false;
      top = to;
      edge = 1 - (row - to);
    }
    if (top < height && top > 0) data[(top * width + column) * 4 + 3] = 255 * edge;
  }
}
