import type { Shot } from "../camera.ts";
import { css, mix, type Rgb, rgb } from "../colour.ts";
import { glowSprite, stamp } from "../paint/glow.ts";
import { paintRidge } from "../paint/ridge.ts";
import type { Ctx, Layer } from "../paint/surface.ts";
import type { Stage } from "../stage.ts";
import { drawLantern, paintTower } from "./tower.ts";

function paintHeadland(stage: Stage): Layer & { outline: (x: number) => number } {
  const { mood, unit } = stage;
  const land = paintRidge(stage, {
    name: "headland",
    width: unit * 0.95,
    height: unit * 0.17,
    colour: mix(mood.ink, mood.haze, 0.16),
    foot: mix(mood.ink, mood.haze, 0.32),
    humps: 2,
    relief: 0.5,
    rough: 0.7,
    pines: 0,
  });
  const { ctx, width, height } = land;
  ctx.globalCompositeOperation = "destination-in";
  ctx.beginPath();
  ctx.moveTo(0, height);
  ctx.bezierCurveTo(width * 0.16, height * 0.72, width * 0.2, height * 0.2, width * 0.46, 0);
  ctx.lineTo(width, 0);
  ctx.lineTo(width, height);
  ctx.fill();
  ctx.globalCompositeOperation = "source-over";
  return land;
}

function drawBeam(ctx: Ctx, unit: number, angle: number, light: Rgb, strength: number): void {
  const reach = Math.cos(angle);
  const long = unit * 1.9 * Math.abs(reach);
  const wide = unit * (0.04 + 0.13 * Math.abs(reach));
  const side = Math.sign(reach);
  const gradient = ctx.createLinearGradient(0, 0, side * long, 0);
  gradient.addColorStop(0, css(light, 0.62 * strength));
  gradient.addColorStop(0.35, css(light, 0.24 * strength));
  gradient.addColorStop(1, css(light, 0));
  ctx.fillStyle = gradient;
  for (const narrow of [1, 0.45]) {
    ctx.beginPath();
    ctx.moveTo(0, -unit * 0.008);
    ctx.lineTo(side * long, (-wide - long * 0.12) * narrow);
    ctx.lineTo(side * long, (wide - long * 0.12) * narrow);
    ctx.lineTo(0, unit * 0.008);
    ctx.fill();
  }
}

/** A lighthouse on its headland at the right or left edge, its beam going round. Draws at `horizon` pixels. */
export function createLighthouse(stage: Stage): (ctx: Ctx, shot: Shot, horizon: number) => void {
  const { unit, width, mood } = stage;
  const land = paintHeadland(stage);
  const tall = unit * 0.27;
  const body = paintTower(stage, Math.round(tall));
  const light = rgb("#ffe3ab");
  const glow = glowSprite(light, 256);
  const strength = mood.dark || stage.plan.weather === "storm" ? 1 : 0.55;
  return (ctx, shot, horizon) => {
    const z = 1 + (shot.zoom - 1) * 0.9;
    const left = width * (stage.portrait ? 0.76 : 0.83) - land.width * z * 0.5 - shot.x * width * 0.05;
    const top = horizon - land.height * z + unit * 0.012;
    const x = left + land.width * z * 0.52;
    const foot = top + land.outline(land.width * 0.52) * z + unit * 0.012;
    const lamp = foot - tall * z - unit * 0.024 * z;
    ctx.globalCompositeOperation = "screen";
    ctx.save();
    ctx.translate(x, lamp);
    const angle = shot.t * 0.75 + 2.3;
    drawBeam(ctx, unit, angle, light, strength);
    drawBeam(ctx, unit, angle + Math.PI, light, strength * 0.75);
    ctx.restore();
    ctx.globalCompositeOperation = "source-over";
    ctx.drawImage(body.canvas, x - (body.width * z) / 2, foot - tall * z, body.width * z, body.height * z);
    drawLantern(ctx, x, foot - tall * z, unit * z, mood.ink);
    ctx.drawImage(land.canvas, left, top, land.width * z, land.height * z);
    ctx.globalCompositeOperation = "lighter";
    stamp(ctx, glow, x, lamp, unit * (0.12 + 0.06 * Math.abs(Math.sin(angle))), 0.5 + 0.45 * strength);
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
  };
}
