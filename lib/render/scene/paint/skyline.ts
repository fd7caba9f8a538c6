import { css, mix, type Rgb } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { type Random, randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { blurred, createLayer, type Layer } from "./surface.ts";

export type SkylineLook = {
  name: string;
  width: number;
  height: number;
  colour: Rgb;
  foot: Rgb;
  /** Building heights, parts of the layer's height. */
  low: number;
  high: number;
  /** Part of the windows that is lit, and whether signs glow. */
  lit: number;
  neon: boolean;
};

type Block = { x: number; w: number; top: number };

function layOut(look: SkylineLook, unit: number, random: Random): Block[] {
  const blocks: Block[] = [];
  let x = -unit * 0.02;
  while (x < look.width) {
    const w = unit * random.range(0.04, 0.12);
    const middle = 1 - Math.abs(x / look.width - 0.5) * 0.7;
    const tall = lerp(look.low, look.high, random.next() ** 1.7) * middle;
    blocks.push({ x, w, top: look.height * (1 - tall) });
    x += w * random.range(0.82, 1.12);
  }
  return blocks;
}

function drawRoof(layer: Layer, block: Block, unit: number, random: Random): void {
  const { ctx } = layer;
  const kind = random.int(6);
  if (kind === 0)
    ctx.fillRect(block.x + block.w * 0.48, block.top - unit * 0.06, Math.max(1, unit * 0.0022), unit * 0.06);
  if (kind === 1) ctx.fillRect(block.x + block.w * 0.2, block.top - unit * 0.018, block.w * 0.6, unit * 0.02);
  if (kind === 2) {
    ctx.beginPath();
    ctx.moveTo(block.x + block.w * 0.34, block.top + 1);
    ctx.lineTo(block.x + block.w * 0.5, block.top - unit * 0.075);
    ctx.lineTo(block.x + block.w * 0.66, block.top + 1);
    ctx.fill();
  }
}

function drawWindows(
  layer: Layer,
  block: Block,
  look: SkylineLook,
  unit: number,
  random: Random,
  lamps: readonly Rgb[],
): void {
  const { ctx } = layer;
  const pane = Math.max(1.6, unit * random.range(0.0032, 0.0052));
  const stepY = pane * random.range(1.8, 2.6);
  const stepX = pane * random.range(1.5, 2.2);
  const own = lamps[random.int(Math.min(2, lamps.length))] ?? look.foot;
  for (let y = block.top + pane * 2; y < layer.height - pane; y += stepY) {
    const floor = random.chance(0.12) ? 2.4 : 1;
    for (let x = block.x + pane; x < block.x + block.w - pane * 1.4; x += stepX) {
      if (!random.chance(look.lit * floor)) continue;
      const lamp = random.chance(0.85) ? own : (lamps[random.int(lamps.length)] ?? own);
      ctx.fillStyle = css(mix(lamp, [255, 250, 240], 0.2), random.range(0.25, 0.95));
      ctx.fillRect(x, y, pane * 0.8, pane);
    }
  }
}

function drawSign(
  layer: Layer,
  glow: Layer,
  block: Block,
  unit: number,
  random: Random,
  lamps: readonly Rgb[],
): void {
  const lamp = lamps[random.int(lamps.length)] ?? [255, 255, 255];
  const tall = (layer.height - block.top) * random.range(0.2, 0.5);
  const wide = Math.max(2, unit * 0.006);
  const x = block.x + block.w * random.range(0.15, 0.8);
  const y = block.top + unit * 0.02;
  for (const target of [layer, glow]) {
    target.ctx.fillStyle = css(target === layer ? mix(lamp, [255, 255, 255], 0.6) : lamp);
    target.ctx.beginPath();
    target.ctx.roundRect(x, y, wide, tall, wide / 2);
    target.ctx.fill();
    if (random.chance(0.4)) target.ctx.fillRect(block.x, block.top, block.w, Math.max(1.5, unit * 0.003));
  }
}

/** A row of buildings; signs bloom, blurred once. */
export function paintSkyline(stage: Stage, look: SkylineLook): Layer {
  const { unit, mood } = stage;
  const random = randomOf(stage.seed, `skyline ${look.name}`);
  const layer = createLayer(look.width, look.height);
  const glow = createLayer(look.width, look.height);
  for (const block of layOut(look, unit, random)) {
    const gradient = layer.ctx.createLinearGradient(0, block.top, 0, look.height);
    const tone = mix(look.colour, mood.ink, random.range(0, 0.22));
    gradient.addColorStop(0, css(tone));
    gradient.addColorStop(0.5, css(mix(tone, look.foot, 0.16)));
    gradient.addColorStop(1, css(mix(tone, look.foot, 0.62)));
    layer.ctx.fillStyle = gradient;
    layer.ctx.fillRect(block.x, block.top, block.w + 0.5, look.height - block.top);
    drawRoof(layer, block, unit, random);
    if (!mood.dark) {
      const side = layer.ctx.createLinearGradient(block.x, 0, block.x + block.w, 0);
      side.addColorStop(0, css(mood.ink, 0.22));
      side.addColorStop(1, css(mood.sun, 0.2 * mood.sunStrength));
      layer.ctx.fillStyle = side;
      layer.ctx.fillRect(block.x, block.top, block.w, look.height - block.top);
    }
    drawWindows(layer, block, look, unit, random, mood.accents);
    if (look.neon && random.chance(0.5)) drawSign(layer, glow, block, unit, random, mood.accents);
  }
  if (look.neon) {
    layer.ctx.globalCompositeOperation = "lighter";
    layer.ctx.drawImage(blurred(glow, unit * 0.011).canvas, 0, 0);
    layer.ctx.globalAlpha = 0.9;
    layer.ctx.drawImage(blurred(glow, unit * 0.036).canvas, 0, 0);
    layer.ctx.globalAlpha = 1;
    layer.ctx.globalCompositeOperation = "source-over";
  }
  return layer;
}
