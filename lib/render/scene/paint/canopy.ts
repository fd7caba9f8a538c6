import { css, mix } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { glowSprite, stamp } from "./glow.ts";
import { skyColour } from "./sky.ts";
import { blurred, type Ctx, createLayer, type Layer } from "./surface.ts";
import type { Tint } from "./woodland.ts";

export function paintCanopy(stage: Stage, tint: Tint): Layer {
  const noise = createNoise(stage.seed, "canopy");
  const random = randomOf(stage.seed, "leaves");
  const layer = createLayer(stage.width * 1.3, stage.height * 0.42);
  for (let i = 0; i < 3400; i++) {
    const x = random.range(0, layer.width);
    const y = layer.height * random.next() ** 1.7;
    const dense =
      fbm(noise, (x / stage.unit) * 2.2, (y / stage.unit) * 3, 3) + 0.46 - (y / layer.height) * 0.95;
    if (dense < 0) continue;
    const size = stage.unit * random.range(0.004, 0.014);
    layer.ctx.fillStyle = css(
      mix(mix(tint.leaf, stage.mood.ink, 0.6), mix(tint.leaf, tint.light, 0.45), random.next() ** 3),
      0.9,
    );
    layer.ctx.beginPath();
    layer.ctx.ellipse(x, y, size, size * random.range(0.35, 0.7), random.range(0, 3.1), 0, 7);
    layer.ctx.fill();
  }
  return blurred(layer, stage.unit * 0.0022);
}

/** Shafts of light from one point above, blurred once. */
function paintShafts(stage: Stage, tint: Tint, sunX: number): Layer {
  const random = randomOf(stage.seed, "shafts");
  const layer = createLayer(stage.width / 3, stage.height / 3);
  const { ctx, width, height } = layer;
  ctx.globalCompositeOperation = "lighter";
  for (let i = 0; i < 13; i++) {
    const foot = width * random.range(-0.25, 1.25);
    const wide = width * random.range(0.012, 0.06);
    const gradient = ctx.createLinearGradient(0, 0, 0, height * 0.92);
    gradient.addColorStop(0, css(tint.light, random.range(0.12, 0.4)));
    gradient.addColorStop(1, css(tint.light, 0));
    ctx.fillStyle = gradient;
    ctx.beginPath();
    ctx.moveTo(sunX * width - wide * 0.2, -height * 0.2);
    ctx.lineTo(sunX * width + wide * 0.2, -height * 0.2);
    ctx.lineTo(foot + wide, height);
    ctx.lineTo(foot - wide, height);
    ctx.fill();
  }
  return blurred(layer, stage.unit * 0.006);
}

export function paintAir(stage: Stage, tint: Tint, sunX: number): Layer {
  const { width, height, unit, mood } = stage;
  const layer = createLayer(width, height);
  const gradient = layer.ctx.createLinearGradient(0, 0, 0, height);
  gradient.addColorStop(0, css(mix(tint.air, skyColour(mood.sky, 0.4), 0.5)));
  gradient.addColorStop(0.62, css(mix(tint.air, mood.sky[3], 0.35)));
  gradient.addColorStop(1, css(mix(tint.air, tint.leaf, 0.55)));
  layer.ctx.fillStyle = gradient;
  layer.ctx.fillRect(0, 0, width, height);
  layer.ctx.globalCompositeOperation = "lighter";
  stamp(
    layer.ctx,
    glowSprite(tint.light, 256),
    sunX * width,
    height * 0.33,
    unit * 0.75,
    0.25 + 0.55 * mood.sunStrength,
  );
  return layer;
}

/** Draws the shafts, swaying and breathing a little, at a given strength. */
export function createShafts(
  stage: Stage,
  tint: Tint,
  sunX: number,
): (ctx: Ctx, t: number, alpha: number) => void {
  const { width, height } = stage;
  const shafts = paintShafts(stage, tint, sunX);
  return (ctx, t, alpha) => {
    ctx.globalCompositeOperation = "screen";
    ctx.globalAlpha = alpha * (0.75 + 0.25 * Math.sin(t * 0.8));
    ctx.drawImage(shafts.canvas, -width * 0.04 + Math.sin(t * 0.3) * width * 0.012, 0, width * 1.08, height);
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
  };
}
