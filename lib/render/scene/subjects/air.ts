import { css, mix } from "../colour.ts";
import type { Mood } from "../mood.ts";
import type { Ctx } from "../paint/surface.ts";

/** A hot-air balloon, middle of the envelope at the origin, about two units wide. */
export function drawBalloon(ctx: Ctx, unit: number, mood: Mood, sunSide: number): void {
  const cloths = [mood.accents[0], mix(mood.accents[1], [255, 255, 255], 0.25)] as const;
  const envelope = (): void => {
    ctx.beginPath();
    ctx.moveTo(-0.22 * unit, 1.28 * unit);
    ctx.bezierCurveTo(-0.5 * unit, 0.85 * unit, -1 * unit, 0.5 * unit, -1 * unit, -0.05 * unit);
    ctx.bezierCurveTo(-1 * unit, -1.4 * unit, 1 * unit, -1.4 * unit, 1 * unit, -0.05 * unit);
    ctx.bezierCurveTo(1 * unit, 0.5 * unit, 0.5 * unit, 0.85 * unit, 0.22 * unit, 1.28 * unit);
    ctx.closePath();
  };
  ctx.save();
  envelope();
  ctx.clip();
  const gores = 7;
  for (let k = gores; k >= 0; k--) {
    const half = Math.sin(((k + 0.5) / (gores + 0.5)) * (Math.PI / 2)) * 1.04;
    ctx.fillStyle = css(mix(cloths[k % 2 === 0 ? 0 : 1], mood.haze, 0.12));
    ctx.beginPath();
    ctx.ellipse(0, -0.05 * unit, half * unit, 1.6 * unit, 0, 0, 7);
    ctx.fill();
  }
  const light = ctx.createLinearGradient(-unit * sunSide, -unit * 0.6, unit * sunSide, unit * 0.7);
  light.addColorStop(0, css(mood.ink, 0.5));
  light.addColorStop(0.55, css(mood.ink, 0.06));
  light.addColorStop(1, css(mood.sun, 0.38));
  ctx.fillStyle = light;
  ctx.fillRect(-unit * 1.1, -unit * 1.4, unit * 2.2, unit * 2.8);
  ctx.restore();
  ctx.strokeStyle = css(mood.ink, 0.8);
  ctx.lineWidth = Math.max(0.6, unit * 0.018);
  for (const x of [-1, 1]) {
    ctx.beginPath();
    ctx.moveTo(0.2 * x * unit, 1.28 * unit);
    ctx.lineTo(0.15 * x * unit, 1.62 * unit);
    ctx.stroke();
  }
  ctx.fillStyle = css(mix(mood.ink, [96, 62, 36], 0.5));
  ctx.beginPath();
  ctx.roundRect(-0.17 * unit, 1.62 * unit, 0.34 * unit, 0.25 * unit, 0.05 * unit);
  ctx.fill();
}

/** One far bird with its wings at `beat` (-1..1). */
export function drawBird(ctx: Ctx, unit: number, colour: string, beat: number): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = unit * 0.16;
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(-unit, -unit * 0.5 * beat);
  ctx.quadraticCurveTo(-unit * 0.42, -unit * (0.34 + 0.3 * beat), 0, 0);
  ctx.quadraticCurveTo(unit * 0.42, -unit * (0.34 + 0.3 * beat), unit, -unit * 0.5 * beat);
  ctx.stroke();
}
