import { css, mix, type Rgb } from "../colour.ts";
import type { Random } from "../random.ts";
import type { Layer } from "./surface.ts";

/** One tree: its foot and half width in pixels, how far its top leans, and its trunk. */
export type Trunk = { x: number; wide: number; lean: number; birch: boolean; dark: Rgb; lit: Rgb };

export function drawTrunk(layer: Layer, trunk: Trunk, random: Random): void {
  const { ctx, height } = layer;
  const { x, wide, lean } = trunk;
  const gradient = ctx.createLinearGradient(x - wide, 0, x + wide, 0);
  gradient.addColorStop(0, css(trunk.dark));
  gradient.addColorStop(0.62, css(mix(trunk.dark, trunk.lit, 0.22)));
  gradient.addColorStop(1, css(mix(trunk.dark, trunk.lit, 0.75)));
  ctx.fillStyle = gradient;
  ctx.beginPath();
  ctx.moveTo(x - wide * 0.5 + lean, 0);
  const [bend, root] = [height * 0.5, height * 0.86];
  ctx.bezierCurveTo(x - wide * 0.5 + lean * 0.5, bend, x - wide * 0.6, root, x - wide * 1.15, height);
  ctx.lineTo(x + wide * 1.15, height);
  ctx.bezierCurveTo(x + wide * 0.6, root, x + wide * 0.5 + lean * 0.5, bend, x + wide * 0.5 + lean, 0);
  ctx.fill();
  if (trunk.birch) drawBark(layer, trunk, random);
  else drawBranches(layer, trunk, random);
}

function drawBark({ ctx, height }: Layer, { x, wide, dark }: Trunk, random: Random): void {
  ctx.fillStyle = css(dark, 0.75);
  for (let k = 0; k < 16; k++) {
    const left = x - wide * random.range(0.1, 0.5);
    ctx.fillRect(left, height * random.next(), wide * random.range(0.2, 0.6), wide * 0.07);
  }
}

function drawBranches({ ctx, height }: Layer, { x, wide, lean, dark }: Trunk, random: Random): void {
  ctx.strokeStyle = css(dark);
  ctx.lineCap = "round";
  for (let k = 0; k < 4; k++) {
    const y = height * random.range(0.04, 0.52);
    const side = random.chance(0.5) ? 1 : -1;
    ctx.lineWidth = wide * random.range(0.1, 0.22);
    ctx.beginPath();
    ctx.moveTo(x + lean * (1 - y / height), y);
    const tip = x + side * wide * random.range(3, 5);
    ctx.quadraticCurveTo(x + side * wide * 2, y - wide * 0.8, tip, y - wide * random.range(1.5, 4));
    ctx.stroke();
  }
}
