import { css, mix } from "../colour.ts";
import type { Mood } from "../mood.ts";
import type { Ctx } from "../paint/surface.ts";

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
