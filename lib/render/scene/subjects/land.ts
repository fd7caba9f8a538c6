import { css, mix, rgb } from "../colour.ts";
import type { Mood } from "../mood.ts";
import { glowSprite, stamp } from "../paint/glow.ts";
import type { Ctx, Layer } from "../paint/surface.ts";

const lampLight = rgb("#ffc56e");
let windowGlow: Layer | undefined;

/** A timber cabin with lit windows, its foot at the origin, about 2.4 units wide. */
export function drawCabin(ctx: Ctx, unit: number, mood: Mood): void {
  const wall = mix(mood.ink, rgb("#4a3426"), mood.dark ? 0.25 : 0.6);
  const roof = mix(mood.ink, mood.haze, 0.12);
  const box = (x: number, y: number, w: number, h: number, fill: string): void => {
    ctx.fillStyle = fill;
    ctx.fillRect(x * unit, y * unit, w * unit, h * unit);
  };
  const shape = (corners: string, fill: string): void => {
    ctx.fillStyle = fill;
    ctx.beginPath();
    for (const corner of corners.split(" ")) {
      const [x = 0, y = 0] = corner.split(",").map(Number);
      ctx.lineTo(x * unit, y * unit);
    }
    ctx.fill();
  };
  box(0.42, -1.62, 0.22, 0.6, css(mix(wall, mood.ink, 0.3)));
  box(-1.05, -0.72, 2.1, 0.76, css(wall));
  shape("-1.05,-0.72 -0.45,-1.28 0.15,-0.72", css(mix(wall, mood.haze, 0.08)));
  shape("-1.22,-0.68 -0.45,-1.42 -0.38,-1.34 -1.08,-0.64", css(roof));
  shape("-0.45,-1.42 0.86,-1.42 1.24,-0.66 0.24,-0.66", css(mix(roof, mood.sky[3], mood.dark ? 0.1 : 0.22)));
  for (const [x, w] of [
    [-0.66, 0.42],
    [0.42, 0.44],
  ] as const) {
    box(x, -0.56, w, 0.34, css(mix(lampLight, rgb("#fff2d0"), 0.35)));
    box(x + w / 2 - 0.015, -0.56, 0.03, 0.34, css(wall));
    box(x, -0.4, w, 0.025, css(wall));
  }
  windowGlow ??= glowSprite(lampLight);
  ctx.globalCompositeOperation = "lighter";
  for (const x of [-0.45, 0.64])
    stamp(ctx, windowGlow, x * unit, -0.4 * unit, unit * 1.5, mood.dark ? 0.5 : 0.25);
  ctx.globalAlpha = 1;
  ctx.globalCompositeOperation = "source-over";
}

/** A broad tree, its foot at the origin, about two units high. */
export function drawTree(ctx: Ctx, unit: number, mood: Mood, random: () => number): void {
  const leaf = mix(mood.ink, rgb("#3c5230"), mood.dark ? 0.12 : 0.35);
  const light = mix(leaf, mood.sun, 0.3 * mood.sunStrength);
  ctx.fillStyle = css(mood.ink);
  ctx.beginPath();
  ctx.moveTo(-0.13 * unit, 0.02 * unit);
  ctx.quadraticCurveTo(-0.04 * unit, -0.5 * unit, -0.09 * unit, -1.1 * unit);
  ctx.lineTo(0.08 * unit, -1.1 * unit);
  ctx.quadraticCurveTo(0.04 * unit, -0.5 * unit, 0.14 * unit, 0.02 * unit);
  ctx.fill();
  for (let i = 0; i < 150; i++) {
    const angle = random() * 6.28;
    const reach = Math.sqrt(random());
    const x = Math.cos(angle) * reach * 0.92;
    const y = -1.42 + Math.sin(angle) * reach * 0.62;
    ctx.fillStyle = css(mix(leaf, light, Math.max(0, -Math.sin(angle) * reach + 0.15) * random()));
    ctx.beginPath();
    ctx.ellipse(
      x * unit,
      y * unit,
      unit * (0.1 + 0.1 * random()),
      unit * (0.07 + 0.07 * random()),
      random() * 3,
      0,
      7,
    );
    ctx.fill();
  }
}
