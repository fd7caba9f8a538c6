import type { Shot } from "../camera.ts";
import { mix } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { paintFronts, slices } from "../paint/fronts.ts";
import { glowSprite, stamp } from "../paint/glow.ts";
import { createMirror } from "../paint/mirror.ts";
import { createMotes } from "../paint/particles.ts";
import { createLamps, paintAir } from "../paint/street-lights.ts";
import { type Ctx, createLayer } from "../paint/surface.ts";
import { createWeather } from "../paint/weather.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";
import { drawFigure, drawUmbrella } from "../subjects/people.ts";

/** House fronts from far to near, with the lit mist between them. */
function createHouses(stage: Stage, horizon: number): (ctx: Ctx, shot: Shot) => void {
  const { width, unit, mood } = stage;
  const fronts = Array.from({ length: slices }, (_, i) => paintFronts(stage, i, horizon));
  const lamps = createLamps(stage, horizon);
  const mist = glowSprite(mix(mood.haze, mood.accents[0], 0.2), 256);
  return (ctx, shot) => {
    fronts.forEach((layer, i) => {
      const near = i / (slices - 1);
      const z = 1 + (shot.zoom - 1 + shot.forward * 0.12) * (0.25 + near * 1.6);
      const x = width / 2 - (shot.x + shot.orbit) * unit * lerp(0.01, 0.1, near);
      const [w, h] = [layer.width * z, layer.height * z];
      ctx.drawImage(layer.canvas, x - w / 2, horizon - h, w, h);
      if (i === 2) lamps(ctx, x, z, shot.t);
      if (i === slices - 1) return;
      ctx.globalCompositeOperation = "lighter";
      stamp(ctx, mist, x, horizon, unit * lerp(0.5, 0.95, near), lerp(0.3, 0.12, near));
      ctx.globalAlpha = 1;
      ctx.globalCompositeOperation = "source-over";
    });
  };
}

/** A street that runs away from us, its lights standing upside down in the wet ground. */
export const buildStreet: FamilyBuilder = (stage) => {
  const { width, height, mood, plan } = stage;
  const horizon = Math.round(height * (stage.portrait ? 0.64 : 0.66));
  const air = paintAir(stage, horizon);
  const drawHouses = createHouses(stage, horizon);
  const world = createLayer(width, horizon);
  const wet = plan.weather === "rain" || plan.weather === "storm" || mood.dark;
  const mirror = createMirror(stage, {
    top: horizon,
    body: mix(mood.ink, mood.haze, wet ? 0.12 : 0.3),
    depth: wet ? 0.7 : 0.93,
    ripple: 1.15,
    glints: mood.accents,
    glintCount: wet ? 90 : 10,
  });
  const peopled = plan.subjects.includes("umbrella") || plan.subjects.includes("figure");
  const foreground = createMotes(
    stage,
    { count: 7, colours: mood.accents, size: 0.075, alpha: 0.12, driftX: 0.012, driftY: -0.004, soft: true },
    "foreground",
  );
  const weather = createWeather(stage);
  return (ctx, shot) => {
    world.ctx.drawImage(air.canvas, 0, 0);
    drawHouses(world.ctx, shot);
    ctx.drawImage(world.canvas, 0, 0);
    mirror(ctx, world, shot);
    if (peopled) drawWalker(stage, ctx, horizon, shot.x, shot.zoom, shot.t);
    foreground(ctx, shot);
    weather(ctx, shot);
  };
};

function drawWalker(stage: Stage, ctx: Ctx, horizon: number, across: number, zoom: number, t: number): void {
  const { mood, unit, width, height } = stage;
  const size = unit * (stage.portrait ? 0.145 : 0.16) * zoom;
  const x = width * 0.5 - across * unit * 0.075;
  const y = horizon + (height - horizon) * 0.3;
  const person = (): void => {
    drawFigure(ctx, size, mood);
    if (stage.plan.subjects.includes("umbrella")) drawUmbrella(ctx, size, mood);
  };
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(1, -0.85);
  ctx.globalAlpha = 0.42;
  person();
  ctx.restore();
  ctx.save();
  ctx.translate(x, y + size * 0.008 * Math.sin(t * 3));
  ctx.rotate(0.006 * Math.sin(t * 1.5));
  person();
  ctx.restore();
}
