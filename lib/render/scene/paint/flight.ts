import type { Shot } from "../camera.ts";
import { lerp } from "../numbers.ts";
import type { Picture, Stage } from "../stage.ts";
import { createBackdrop } from "./backdrop.ts";
import { createLand, type Land, type LandLook } from "./land.ts";
import { createFlyer } from "./terrain.ts";
import { createWeather } from "./weather.ts";

export type FlightLook = LandLook & {
  horizon: number;
  /** Units above the highest ground under the path. */
  clearance: number;
  focal: number;
  far: number;
  /** Units flown when the camera goes all the way forward. */
  travel: number;
  /** Radians by which the light comes more from the side than the sun in the sky: pure backlight hides form. */
  sunSide: number;
};

/** Radians from straight ahead to a sun that stands at this part of the picture's width. */
const azimuthOf = (stage: Stage, sunX: number, focal: number): number =>
  Math.atan(((sunX - 0.5) * stage.width) / (focal * stage.unit));

function highestUnder(land: Land, x: number, z: number, travel: number): number {
  let highest = 0;
  for (let ahead = 0; ahead <= travel + 30; ahead += 5) {
    for (const side of [-12, 0, 12]) highest = Math.max(highest, land.heightAt(x + side, z + ahead));
  }
  return highest;
}

/** A camera that really flies over land: every move, orbit included, is a move in space. */
export function createFlight(stage: Stage, look: FlightLook): Picture {
  const backdrop = createBackdrop(stage, look.horizon);
  const azimuth = azimuthOf(stage, backdrop.sunX, look.focal);
  const side = azimuth < 0 ? -1 : 1;
  const land = createLand(stage, look, azimuth + side * look.sunSide);
  const middle = (look.size * look.cell) / 2;
  const start = { x: middle, z: look.size * look.cell * 0.2 };
  const altitude = highestUnder(land, start.x, start.z, look.travel) + look.clearance;
  const fly = createFlyer(stage, {
    ground: land.ground,
    altitude,
    horizon: look.horizon,
    focal: look.focal,
    far: look.far,
    clearance: look.clearance,
  });
  const weather = createWeather(stage);
  const radius = look.travel * 2.4;
  const draw = (ctx: Parameters<Picture>[0], shot: Shot): void => {
    const tilt = shot.y * 0.05 - (shot.zoom - 1) * 0.12;
    const angle = shot.orbit * 0.16;
    const x = start.x + shot.x * look.travel * 0.34 + radius * Math.sin(angle);
    const z = start.z + shot.forward * look.travel + radius * (1 - Math.cos(angle));
    backdrop.draw(ctx, { ...shot, x: shot.x + shot.orbit }, tilt);
    fly(ctx, {
      x,
      z,
      lift: shot.y * look.clearance * 0.4,
      yaw: shot.x * 0.05 - angle,
      tilt: lerp(0, tilt, 1),
    });
    weather(ctx, shot);
  };
  return draw;
}
