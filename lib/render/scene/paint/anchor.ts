import type { Land } from "./land.ts";

export type Spot = { x: number; y: number; z: number };
export type Seen = { x: number; y: number; pixelsPerUnit: number; distance: number };
export type Eye = {
  x: number;
  y: number;
  z: number;
  yaw: number;
  horizon: number;
  focal: number;
  width: number;
};

/** The highest ground in a corridor ahead: a place that nearer land does not hide. */
export function findSpot(
  land: Land,
  from: { x: number; z: number },
  side: number,
  ahead: readonly [number, number],
): Spot {
  let best: Spot = { x: from.x, y: Number.NEGATIVE_INFINITY, z: from.z + ahead[0] };
  for (let z = ahead[0]; z <= ahead[1]; z += 4) {
    for (let k = -3; k <= 3; k++) {
      const x = from.x + side * z * 0.22 + k * z * 0.035;
      const y = land.heightAt(x, from.z + z) - z * 0.06;
      if (y > best.y) best = { x, y, z: from.z + z };
    }
  }
  return { ...best, y: land.heightAt(best.x, best.z) };
}

/** Where a place of the land stands in the picture; nothing when it is behind the camera. */
export function project(spot: Spot, eye: Eye): Seen | undefined {
  const dx = spot.x - eye.x;
  const dz = spot.z - eye.z;
  const depth = dx * Math.sin(eye.yaw) + dz * Math.cos(eye.yaw);
  if (depth < 6) return undefined;
  const across = dx * Math.cos(eye.yaw) - dz * Math.sin(eye.yaw);
  const pixelsPerUnit = eye.focal / depth;
  return {
    x: eye.width / 2 + across * pixelsPerUnit,
    y: eye.horizon - (spot.y - eye.y) * pixelsPerUnit,
    pixelsPerUnit,
    distance: depth,
  };
}
