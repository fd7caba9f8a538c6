import { randomOf } from "../random.ts";
import type { Picture, Stage } from "../stage.ts";
import { drawCabin, drawTree } from "../subjects/land.ts";
import { drawFigure } from "../subjects/people.ts";
import { createAirborne } from "./airborne.ts";
import { type Eye, findSpot, project } from "./anchor.ts";
import { createBackdrop } from "./backdrop.ts";
import { softEllipse } from "./glow.ts";
import { createLand, type Land, type LandLook } from "./land.ts";
import type { Ctx } from "./surface.ts";
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

/** What stands on the land: a tree, a cabin, someone walking. Sizes are world units. */
function createStanding(
  stage: Stage,
  land: Land,
  start: { x: number; z: number },
): ((ctx: Ctx, eye: Eye) => void) | undefined {
  const { plan, mood } = stage;
  const kind = plan.subjects.find(
    (subject) => subject === "cabin" || subject === "tree" || subject === "figure",
  );
  if (!kind) return undefined;
  const side = stage.seed % 2 === 0 ? -0.5 : 0.5;
  const spot = findSpot(land, start, side, kind === "figure" ? [70, 120] : [110, 190]);
  const units = { cabin: 5, tree: 9, figure: 3.4 }[kind];
  return (ctx, eye) => {
    const seen = project(spot, eye);
    if (!seen) return;
    ctx.save();
    ctx.translate(seen.x, seen.y + seen.pixelsPerUnit * 0.4);
    const size = units * seen.pixelsPerUnit;
    const random = randomOf(stage.seed, "standing");
    softEllipse(ctx, "rgba(8,8,12,0.45)", 0, 0, size * 0.9, size * 0.1);
    if (kind === "cabin") drawCabin(ctx, size, mood);
    else if (kind === "tree") drawTree(ctx, size, mood, random.next);
    else drawFigure(ctx, size, mood);
    ctx.restore();
  };
}

/** A camera that really flies over land: every move, orbit included, is a move in space. */
export function createFlight(stage: Stage, look: FlightLook): Picture {
  const backdrop = createBackdrop(stage, look.horizon);
  const azimuth = azimuthOf(stage, backdrop.sunX, look.focal);
  const side = azimuth < 0 ? -1 : 1;
  const land = createLand(stage, look, azimuth + side * look.sunSide);
  const start = { x: (look.size * look.cell) / 2, z: look.size * look.cell * 0.2 };
  const altitude = highestUnder(land, start.x, start.z, look.travel) + look.clearance;
  const { horizon, focal, far, clearance, travel } = look;
  const fly = createFlyer(stage, { ground: land.ground, altitude, horizon, focal, far, clearance });
  const weather = createWeather(stage);
  const airborne = createAirborne(stage, backdrop.sunX, look.horizon);
  const standing = createStanding(stage, land, start);
  const radius = travel * 2.4;
  return (ctx, shot) => {
    const tilt = shot.y * 0.05 - (shot.zoom - 1) * 0.12;
    const angle = shot.orbit * 0.16;
    const x = start.x + shot.x * travel * 0.34 + radius * Math.sin(angle);
    const z = start.z + shot.forward * travel + radius * (1 - Math.cos(angle));
    const lift = shot.y * clearance * 0.4;
    const yaw = shot.x * 0.05 - angle;
    backdrop.draw(ctx, { ...shot, x: shot.x + shot.orbit }, tilt);
    fly(ctx, { x, z, lift, yaw, tilt });
    airborne(ctx, shot);
    standing?.(ctx, {
      x,
      y: altitude + lift,
      z,
      yaw,
      horizon: stage.height * (horizon + tilt),
      focal: focal * stage.unit,
      width: stage.width,
    });
    weather(ctx, shot);
  };
}
