import { lerp } from "../numbers.ts";
import { createAirborne } from "../paint/airborne.ts";
import { createBackdrop } from "../paint/backdrop.ts";
import { createSea } from "../paint/swell.ts";
import { createFlyer } from "../paint/terrain.ts";
import { createWeather } from "../paint/weather.ts";
import type { FamilyBuilder } from "../stage.ts";
import { createLighthouse } from "../subjects/lighthouse.ts";
import { drawAfloat, drawPaperBoat, drawSailboat } from "../subjects/water.ts";

export const buildSea: FamilyBuilder = (stage) => {
  const { width, height, unit, plan } = stage;
  const horizon = stage.portrait ? 0.5 : 0.46;
  const rough = plan.weather === "storm" ? 1.25 : plan.pace === "slow" ? 0.5 : 0.66;
  const focal = 0.95;
  const backdrop = createBackdrop(stage, horizon);
  const sea = createSea(stage, rough, ((backdrop.sunX - 0.5) * width) / (focal * stage.unit));
  const fly = createFlyer(stage, {
    ground: sea.ground,
    altitude: 2.1,
    horizon,
    focal,
    far: 900,
    ratio: 1.02,
  });
  const weather = createWeather(stage);
  const airborne = createAirborne(stage, backdrop.sunX, horizon);
  const lighthouse = plan.subjects.includes("lighthouse") ? createLighthouse(stage) : undefined;
  const boat = plan.subjects.includes("paperBoat") ? drawPaperBoat : drawSailboat;
  const afloat = plan.subjects.includes("boat") || plan.subjects.includes("paperBoat");
  return (ctx, shot) => {
    const tilt = shot.y * 0.045 + 0.004 * Math.sin(shot.t * 0.9);
    backdrop.draw(ctx, shot, tilt);
    airborne(ctx, shot);
    lighthouse?.(ctx, shot, height * (horizon + tilt));
    sea.setTime(shot.t * 0.45);
    fly(ctx, { x: shot.x * 1.4, z: shot.forward * 9, lift: shot.y * 0.5, yaw: shot.x * 0.05, tilt });
    if (afloat) {
      const x = width * lerp(0.36, 0.48, shot.u) - shot.x * unit * 0.06;
      const y = height * (horizon + tilt) + unit * 0.1;
      drawAfloat(
        ctx,
        boat,
        { x, y, unit: unit * 0.085 * shot.zoom, t: shot.t * (1 + rough * 0.4) },
        stage.mood,
      );
    }
    weather(ctx, shot);
  };
};
