import type { Shot } from "../camera.ts";
import { mix } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { createAirborne } from "../paint/airborne.ts";
import { createBackdrop } from "../paint/backdrop.ts";
import { createMirror } from "../paint/mirror.ts";
import { createMotes } from "../paint/particles.ts";
import { paintRidge } from "../paint/ridge.ts";
import { type Ctx, createLayer } from "../paint/surface.ts";
import { createWeather } from "../paint/weather.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";
import { drawCabin } from "../subjects/land.ts";
import { drawAfloat, drawPaperBoat, drawSailboat } from "../subjects/water.ts";

const over = 1.22;
const ridgeCount = 5;

type Shore = { draw(ctx: Ctx, shot: Shot): void };

function createShore(stage: Stage, horizon: number): Shore {
  const { mood, width, unit } = stage;
  const cabin = stage.plan.subjects.includes("cabin");
  const ridges = Array.from({ length: ridgeCount }, (_, i) => {
    const near = i / (ridgeCount - 1);
    const height = Math.min(horizon * 0.92, unit * lerp(0.46, 0.13, near));
    const layer = paintRidge(stage, {
      name: String(i),
      width: width * over,
      height,
      colour: mix(mix(mood.haze, mood.sky[2], 0.25), mood.ink, 0.12 + 0.84 * near ** 0.8),
      foot: mix(mood.haze, mood.sky[3], 0.3),
      humps: lerp(2.2, 3.4, near) * Math.max(0.7, stage.width / unit / 1.4),
      relief: lerp(0.85, 0.6, near),
      rough: lerp(0.9, 0.35, near),
      pines: i < 2 ? 0 : unit * lerp(0.018, 0.085, (i - 2) / 2),
    });
    if (cabin && i === ridgeCount - 1) {
      const x = layer.width * (stage.seed % 2 === 0 ? 0.36 : 0.62);
      layer.ctx.save();
      layer.ctx.translate(x, layer.height - unit * 0.012);
      drawCabin(layer.ctx, unit * 0.052, mood);
      layer.ctx.restore();
    }
    return { layer, depth: lerp(0.1, 0.9, near) };
  });
  return {
    draw: (ctx, shot) => {
      for (const { layer, depth } of ridges) {
        const z = 1 + (shot.zoom - 1) * depth;
        const w = layer.width * z;
        const x = (width - w) / 2 - (shot.x + shot.orbit * (depth - 0.5)) * depth * width * 0.085;
        ctx.drawImage(layer.canvas, x, horizon - layer.height * z + 1, w, layer.height * z);
      }
    },
  };
}

export const buildLake: FamilyBuilder = (stage) => {
  const { width, height, unit, mood, plan } = stage;
  const horizon = Math.round(height * (stage.portrait ? 0.56 : 0.6));
  const backdrop = createBackdrop(stage, horizon / height);
  const shore = createShore(stage, horizon);
  const airborne = createAirborne(stage, backdrop.sunX, horizon / height);
  const world = createLayer(width, horizon);
  const mirror = createMirror(stage, {
    top: horizon,
    body: mix(mood.ambient, mood.ink, 0.5),
    depth: 0.72,
    ripple: plan.weather === "storm" || plan.weather === "rain" ? 1.3 : 0.55,
    glints: [mood.sky[3], mood.sun],
    glintCount: 90,
  });
  const boat = plan.subjects.includes("paperBoat") ? drawPaperBoat : drawSailboat;
  const afloat = plan.subjects.includes("paperBoat") || plan.subjects.includes("boat");
  const motes = createMotes(stage, {
    count: 26,
    colours: [mood.sun],
    size: 0.006,
    alpha: 0.4,
    driftX: 0.012,
    driftY: -0.008,
  });
  const weather = createWeather(stage);
  return (ctx, shot) => {
    backdrop.draw(world.ctx, shot, 0);
    shore.draw(world.ctx, shot);
    airborne(world.ctx, shot);
    const lift = shot.y * height * 0.03;
    ctx.save();
    ctx.translate(0, lift);
    if (lift > 0) ctx.drawImage(world.canvas, 0, 0, width, 2, 0, -lift, width, lift + 1);
    ctx.drawImage(world.canvas, 0, 0);
    mirror(ctx, world, shot);
    if (afloat) {
      const x = width * lerp(0.4, 0.56, shot.u) - shot.x * unit * 0.08;
      const size = unit * (plan.subjects.includes("paperBoat") ? 0.13 : 0.075) * shot.zoom;
      drawAfloat(ctx, boat, { x, y: horizon + (height - horizon) * 0.36, unit: size, t: shot.t }, mood);
    }
    ctx.restore();
    if (lift < 0) ctx.drawImage(world.canvas, 0, 0, width, 1, 0, height + lift - 1, width, 1 - lift);
    motes(ctx, shot);
    weather(ctx, shot);
  };
};
