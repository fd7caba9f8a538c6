import type { Shot } from "../camera.ts";
import { css, mix } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { createAirborne } from "../paint/airborne.ts";
import { createBackdrop } from "../paint/backdrop.ts";
import { createMirror } from "../paint/mirror.ts";
import { createMotes } from "../paint/particles.ts";
import { paintSkyline } from "../paint/skyline.ts";
import { type Ctx, createLayer } from "../paint/surface.ts";
import { createWeather } from "../paint/weather.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";
import { drawAfloat, drawPaperBoat, drawSailboat } from "../subjects/water.ts";

const rows = [
  { depth: 0.18, part: 0.74, low: 0.34, high: 1, lit: 0.1 },
  { depth: 0.4, part: 0.7, low: 0.22, high: 0.95, lit: 0.22 },
  { depth: 0.72, part: 0.56, low: 0.16, high: 0.85, lit: 0.3 },
  { depth: 1, part: 0.34, low: 0.18, high: 0.95, lit: 0.34 },
] as const;

function paintRows(stage: Stage, horizon: number) {
  const { mood, plan, unit } = stage;
  const night = mood.dark ? 1 : plan.weather === "rain" || plan.weather === "storm" ? 0.5 : 0.12;
  return rows.map((row, i) => {
    const near = i / (rows.length - 1);
    return {
      depth: row.depth,
      layer: paintSkyline(stage, {
        name: String(i),
        width: stage.width * 1.24,
        height: Math.min(horizon * 0.96, unit * 0.72) * row.part,
        colour: mix(mix(mood.haze, mood.sky[2], 0.35), mood.ink, lerp(0.3, 0.95, near)),
        foot: mix(mood.haze, mood.sky[3], 0.25),
        low: row.low,
        high: row.high,
        lit: row.lit * night,
        neon: plan.grade === "neon" && i > 0 && mood.dark,
      }),
    };
  });
}

/** Rows of buildings from far to near, lit haze between them. */
function createSkyline(stage: Stage, horizon: number): (ctx: Ctx, shot: Shot) => void {
  const { width, unit, mood } = stage;
  const skyline = paintRows(stage, horizon);
  const air = mix(mood.sky[3], mood.haze, 0.4);
  return (ctx, shot) => {
    const glow = ctx.createLinearGradient(0, horizon - unit * 0.3, 0, horizon);
    glow.addColorStop(0, css(mood.sky[3], 0));
    glow.addColorStop(1, css(air, mood.dark ? 0.2 : 0.42));
    for (const { layer, depth } of skyline) {
      const z = 1 + (shot.zoom - 1) * depth * 1.2;
      const w = layer.width * z;
      const x = (width - w) / 2 - (shot.x + shot.orbit) * depth * width * 0.08;
      ctx.drawImage(layer.canvas, x, horizon - layer.height * z + 1, w, layer.height * z);
      ctx.fillStyle = glow;
      if (depth < 1) ctx.fillRect(0, horizon - unit * 0.3, width, unit * 0.3);
    }
  };
}

/** A skyline over its own reflection in a river or bay. */
export const buildCity: FamilyBuilder = (stage) => {
  const { width, height, unit, mood, plan } = stage;
  const horizon = Math.round(height * (stage.portrait ? 0.6 : 0.64));
  const backdrop = createBackdrop(stage, horizon / height);
  const skyline = createSkyline(stage, horizon);
  const airborne = createAirborne(stage, backdrop.sunX, horizon / height);
  const world = createLayer(width, horizon);
  const mirror = createMirror(stage, {
    top: horizon,
    body: mix(mood.ink, mood.sky[1], 0.35),
    depth: 0.74,
    ripple: 1,
    glints: mood.dark ? mood.accents : [mood.sky[3], mood.sun],
    glintCount: 130,
  });
  const paper = plan.subjects.includes("paperBoat");
  const afloat = paper || plan.subjects.includes("boat");
  const motes = createMotes(stage, {
    count: 30,
    colours: mood.accents,
    size: 0.007,
    alpha: mood.dark ? 0.5 : 0.2,
    driftX: 0.012,
    driftY: -0.014,
  });
  const weather = createWeather(stage);
  return (ctx, shot) => {
    backdrop.draw(world.ctx, shot, 0);
    airborne(world.ctx, shot);
    skyline(world.ctx, shot);
    ctx.drawImage(world.canvas, 0, 0);
    mirror(ctx, world, shot);
    if (afloat) {
      const x = width * lerp(0.34, 0.58, shot.u) - shot.x * unit * 0.06;
      const at = {
        x,
        y: horizon + (height - horizon) * 0.42,
        unit: unit * (paper ? 0.15 : 0.08) * shot.zoom,
        t: shot.t,
      };
      drawAfloat(ctx, paper ? drawPaperBoat : drawSailboat, at, mood);
    }
    motes(ctx, shot);
    weather(ctx, shot);
  };
};
