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
  const shape = (points: readonly (readonly [number, number])[], fill: string): void => {
    ctx.fillStyle = fill;
    ctx.beginPath();
    for (const [x, y] of points) ctx.lineTo(x * unit, y * unit);
    ctx.fill();
  };
  box(0.42, -1.62, 0.22, 0.6, css(mix(wall, mood.ink, 0.3)));
  box(-1.05, -0.72, 2.1, 0.76, css(wall));
  shape(
    [
      [-1.05, -0.72],
      [-0.45, -1.28],
      [0.15, -0.72],
    ],
    css(mix(wall, mood.haze, 0.08)),
  );
  shape(
    [
      [-1.22, -0.68],
      [-0.45, -1.42],
      [-0.38, -1.34],
      [-1.08, -0.64],
    ],
    css(roof),
  );
  shape(
    [
      [-0.45, -1.42],
      [0.86, -1.42],
      [1.24, -0.66],
      [0.24, -0.66],
    ],
    css(mix(roof, mood.sky[3], mood.dark ? 0.1 : 0.22)),
  );
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

/** A standing person from behind in a long coat, feet at the origin, two units high. */
export function drawFigure(ctx: Ctx, unit: number, mood: Mood): void {
  const u = unit;
  ctx.fillStyle = css(mix(mood.ink, mood.haze, 0.06));
  ctx.beginPath();
  ctx.moveTo(-0.16 * u, -1.62 * u);
  ctx.bezierCurveTo(-0.34 * u, -1.55 * u, -0.32 * u, -1.1 * u, -0.36 * u, -0.42 * u);
  ctx.lineTo(-0.14 * u, -0.4 * u);
  ctx.lineTo(-0.13 * u, 0);
  ctx.lineTo(-0.03 * u, 0);
  ctx.lineTo(0, -0.4 * u);
  ctx.lineTo(0.05 * u, 0);
  ctx.lineTo(0.15 * u, 0);
  ctx.lineTo(0.16 * u, -0.4 * u);
  ctx.lineTo(0.36 * u, -0.42 * u);
  ctx.bezierCurveTo(0.31 * u, -1.1 * u, 0.34 * u, -1.55 * u, 0.16 * u, -1.62 * u);
  ctx.fill();
  ctx.beginPath();
  ctx.ellipse(0, -1.8 * u, 0.13 * u, 0.17 * u, 0, 0, 7);
  ctx.fill();
}

/** An open umbrella above a figure of the same unit; `colour` is its cloth. */
export function drawUmbrella(ctx: Ctx, unit: number, mood: Mood): void {
  const u = unit;
  const cloth = mood.accents[0];
  ctx.strokeStyle = css(mood.ink);
  ctx.lineWidth = u * 0.03;
  ctx.beginPath();
  ctx.moveTo(0.12 * u, -1.1 * u);
  ctx.lineTo(0.05 * u, -2.42 * u);
  ctx.stroke();
  const gradient = ctx.createLinearGradient(-0.8 * u, -2.4 * u, 0.85 * u, -1.8 * u);
  gradient.addColorStop(0, css(mix(cloth, mood.ink, 0.35)));
  gradient.addColorStop(0.45, css(mix(cloth, [255, 255, 255], 0.1)));
  gradient.addColorStop(1, css(mix(cloth, mood.ink, 0.5)));
  ctx.fillStyle = gradient;
  ctx.beginPath();
  ctx.moveTo(-0.86 * u, -1.86 * u);
  ctx.bezierCurveTo(-0.74 * u, -2.62 * u, 0.82 * u, -2.66 * u, 0.94 * u, -1.86 * u);
  for (let k = 0; k < 4; k++) {
    const right = 0.94 - k * 0.45;
    ctx.quadraticCurveTo((right - 0.225) * u, -2.02 * u, (right - 0.45) * u, -1.86 * u);
  }
  ctx.fill();
  ctx.strokeStyle = css(mix(cloth, mood.ink, 0.55), 0.6);
  ctx.lineWidth = u * 0.014;
  for (const x of [-0.41, 0.04, 0.49]) {
    ctx.beginPath();
    ctx.moveTo(0.05 * u, -2.44 * u);
    ctx.quadraticCurveTo(x * 1.15 * u, -2.3 * u, x * u, -1.86 * u);
    ctx.stroke();
  }
}
