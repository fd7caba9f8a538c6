import { lerp } from "./numbers.ts";
import { randomOf } from "./random.ts";

/** Gradient noise around -1..1; it repeats after `period` units (a power of two, at most 256). */
export type Noise = (x: number, y: number) => number;

export function createNoise(seed: number, stream: string, period = 256): Noise {
  const random = randomOf(seed, stream);
  const size = 256;
  const mask = period - 1;
  const order = new Uint8Array(size * 2);
  for (let i = 0; i < size; i++) order[i] = i;
  for (let i = size - 1; i > 0; i--) {
    const j = random.int(i + 1);
    const swap = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swap;
  }
  order.copyWithin(size, 0, size);
  const gx = new Float64Array(size);
  const gy = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const angle = (i / size) * Math.PI * 2;
    gx[i] = Math.cos(angle) * 1.5;
    gy[i] = Math.sin(angle) * 1.5;
  }
  const corner = (ix: number, iy: number, dx: number, dy: number): number => {
    const k = order[(order[ix & mask] ?? 0) + (iy & mask)] ?? 0;
    return (gx[k] ?? 0) * dx + (gy[k] ?? 0) * dy;
  };
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const fx = x - ix;
    const fy = y - iy;
    const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    return lerp(
      lerp(corner(ix, iy, fx, fy), corner(ix + 1, iy, fx - 1, fy), u),
      lerp(corner(ix, iy + 1, fx, fy - 1), corner(ix + 1, iy + 1, fx - 1, fy - 1), u),
      v,
    );
  };
}

/** Sum of octaves, each twice as fine; stays around -1..1. */
export function fbm(noise: Noise, x: number, y: number, octaves: number, gain = 0.5): number {
  let sum = 0;
  let weight = 0.5;
  let px = x;
  let py = y;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise(px, py);
    weight *= gain;
    px = px * 2 + 17;
    py = py * 2 + 31;
  }
  return sum * 1.25;
}

/** Sharp crests, 0..1: what erosion leaves of mountains, what wind leaves of dunes. */
export function ridged(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let carry = 1;
  let px = x;
  let py = y;
  for (let i = 0; i < octaves; i++) {
    const crest = 1 - Math.abs(noise(px, py));
    const value = crest * crest;
    sum += value * weight * carry;
    carry = Math.min(1, value * 1.6);
    weight *= 0.5;
    px = px * 2 + 13;
    py = py * 2 + 7;
  }
  return sum;
}
