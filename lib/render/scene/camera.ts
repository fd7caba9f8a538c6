import { lerp, smooth } from "./numbers.ts";
import type { Move, Pace } from "./plan.ts";

/** Where the camera is in one frame. Offsets are -1..1 over the whole clip, `zoom` is 1 or more. */
export type Shot = {
  /** Seconds from the start. */
  t: number;
  /** 0..1 over the clip, linear. */
  u: number;
  /** Sideways, positive is right. */
  x: number;
  /** Up and down, positive is up. */
  y: number;
  zoom: number;
  /** 0..1 of the way forward. */
  forward: number;
  /** -1..1 around the subject. */
  orbit: number;
};

const reach: Record<Pace, number> = { slow: 0.72, medium: 1, fast: 1.3 };

function path(move: Move, e: number, side: number): Omit<Shot, "t" | "u"> {
  const across = lerp(-1, 1, e);
  const rest = { x: 0, y: 0, zoom: 1, forward: 0.3, orbit: 0 };
  const table: Record<Move, Partial<Shot>> = {
    "push-in": { zoom: lerp(1, 1.16, e), forward: e, x: across * 0.12 * side },
    "pull-out": { zoom: lerp(1.16, 1, e), forward: 1 - e, x: across * 0.12 * side },
    "pan-left": { x: -across, zoom: 1.03 },
    "pan-right": { x: across, zoom: 1.03 },
    "tilt-up": { y: across * 0.9, zoom: 1.04 },
    "tilt-down": { y: -across * 0.9, zoom: 1.04 },
    "crane-up": { y: across, forward: 0.3 * e, zoom: lerp(1.06, 1.02, e) },
    "crane-down": { y: -across, forward: 0.3 * (1 - e), zoom: lerp(1.02, 1.06, e) },
    orbit: { orbit: across * side, x: across * 0.6 * side, zoom: 1.05 },
    flyover: { forward: e * 1.35, x: across * 0.18 * side, y: 0.25 * e },
    static: {},
    handheld: { x: across * 0.2 * side, zoom: 1.06 },
    drift: { x: across * 0.55 * side, forward: 0.55 * e, zoom: lerp(1.01, 1.07, e) },
  };
  return { ...rest, ...table[move] };
}

/** The camera's whole path as a pure function of the frame's place in the clip. */
export function shotAt(move: Move, pace: Pace, seed: number, u: number, seconds: number): Shot {
  const k = reach[pace];
  const at = path(move, lerp(u, smooth(u), 0.6), seed % 2 === 0 ? 1 : -1);
  const t = u * seconds;
  const shake = move === "handheld" ? 1 : move === "static" ? 0 : 0.12;
  return {
    t,
    u,
    x: at.x * k + shake * (0.06 * Math.sin(t * 2.1) + 0.04 * Math.sin(t * 5.3 + 1)),
    y: at.y * k + shake * (0.05 * Math.sin(t * 1.7 + 2) + 0.035 * Math.sin(t * 4.4)),
    zoom: 1 + (at.zoom - 1) * k,
    forward: at.forward * k,
    orbit: at.orbit * k,
  };
}
