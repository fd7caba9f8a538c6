export const clamp = (x: number, low = 0, high = 1): number => Math.max(low, Math.min(x, high));
export const lerp = (a: number, b: number, t: number): number => a + (b - a) * t;
export const smooth = (t: number): number => {
  const x = clamp(t);
  return x * x * (3 - 2 * x);
};
/** 0 below `low`, 1 above `high`, smooth between; works with `low > high` too. */
export const smoothstep = (low: number, high: number, x: number): number => smooth((x - low) / (high - low));
