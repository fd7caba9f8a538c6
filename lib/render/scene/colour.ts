import { clamp } from "./numbers.ts";

/** Display-referred red, green, blue, 0..255. */
export type Rgb = readonly [number, number, number];

export function rgb(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  const k = clamp(t);
  return [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, a[2] + (b[2] - a[2]) * k];
}

export const scale = (a: Rgb, k: number): Rgb => [a[0] * k, a[1] * k, a[2] * k];
export const luma = (a: Rgb): number => 0.2126 * a[0] + 0.7152 * a[1] + 0.0722 * a[2];

/** Moves saturation: 0 is grey, 1 unchanged, above 1 richer. */
export function saturate(a: Rgb, k: number): Rgb {
  const y = luma(a);
  return [y + (a[0] - y) * k, y + (a[1] - y) * k, y + (a[2] - y) * k];
}

export function css(a: Rgb, alpha = 1): string {
  const channel = (v: number): number => Math.round(clamp(v, 0, 255));
  return `rgba(${channel(a[0])},${channel(a[1])},${channel(a[2])},${alpha})`;
}
