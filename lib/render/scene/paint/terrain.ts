import type { Rgb } from "../colour.ts";
import { clamp } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import { drawHeightfield, type Ground, rangeTable } from "./heightfield.ts";
import { type Ctx, createPixels } from "./surface.ts";

/** A camera low over a ground. Distances in world units, `horizon` as a part of the picture's height. */
export type Flight = {
  ground: Ground;
  altitude: number;
  horizon: number;
  /** Focal length in shorter sides; larger is longer. */
  focal: number;
  far: number;
  /** Least height above the ground; the altitude itself when left out. */
  clearance?: number;
  ratio?: number;
};

export type Flyer = (ctx: Ctx, at: { x: number; z: number; lift: number; yaw: number; tilt: number }) => void;

/** Draws the ground over whatever `ctx` holds. `lift` adds to the altitude, `tilt` moves the horizon in picture heights. */
export function createFlyer(stage: Stage, flight: Flight): Flyer {
  const target = createPixels(stage.width * stage.detail, stage.height * stage.detail);
  const focal = flight.focal * Math.min(target.width, target.height);
  const rows = target.height * (1.08 - flight.horizon);
  const above = flight.clearance ?? flight.altitude;
  const fineness = flight.clearance ? 1.6 : 1.1;
  const table = rangeTable(above * 0.7, above * fineness, rows, focal, flight.far, flight.ratio ?? 1.015);
  return (ctx, at) => {
    const view = {
      x: at.x,
      y: flight.altitude + at.lift,
      z: at.z,
      yaw: at.yaw,
      horizon: target.height * (flight.horizon + at.tilt),
      focal,
    };
    drawHeightfield(target, view, table, flight.ground);
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(target.show().canvas, 0, 0, stage.width, stage.height);
  };
}

/** Aerial perspective: blends `out` into the haze, half of it gone at `half` units, warmer towards the sun. */
export function fade(out: Float64Array, haze: Rgb, distance: number, half: number): void {
  const k = clamp(1 - 0.5 ** (distance / half));
  out[0] = (out[0] ?? 0) + (haze[0] - (out[0] ?? 0)) * k;
  out[1] = (out[1] ?? 0) + (haze[1] - (out[1] ?? 0)) * k;
  out[2] = (out[2] ?? 0) + (haze[2] - (out[2] ?? 0)) * k;
}
