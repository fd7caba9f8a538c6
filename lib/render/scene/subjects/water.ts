import { css, mix, type Rgb } from "../colour.ts";
import type { Mood } from "../mood.ts";
import type { Ctx } from "../paint/surface.ts";

/** Corners as "x,y x,y …" in units. */
function polygon(ctx: Ctx, unit: number, corners: string, fill: string): void {
  ctx.beginPath();
  for (const corner of corners.split(" ")) {
    const [x = 0, y = 0] = corner.split(",").map(Number);
    ctx.lineTo(x * unit, y * unit);
  }
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
}

/** A folded paper boat, its waterline at the origin, two units wide. */
export function drawPaperBoat(ctx: Ctx, unit: number, mood: Mood): void {
  const paper = mix([250, 246, 238], mood.haze, mood.dark ? 0.16 : 0.06);
  const shade = mix(paper, mood.ambient, 0.5);
  const warm = mix(paper, mood.accents[0], 0.28);
  const cool = mix(paper, mood.accents[1], 0.3);
  const facets: [corners: string, tone: Rgb][] = [
    ["-0.34,-0.2 0,-0.98 0.06,-0.2", mix(shade, cool, 0.55)],
    ["0,-0.98 0.36,-0.2 0.06,-0.2", mix(paper, warm, 0.7)],
    ["-1,-0.44 -0.62,0.06 0,0.06 0,-0.12 -0.3,-0.22", mix(paper, cool, 0.4)],
    ["1,-0.44 0.62,0.06 0,0.06 0,-0.12 0.3,-0.22", mix(shade, warm, 0.5)],
    ["-1,-0.44 -0.3,-0.22 0,-0.12 -0.28,-0.03 -0.78,-0.15", mix(paper, [255, 255, 255], 0.3)],
    ["1,-0.44 0.3,-0.22 0,-0.12 0.28,-0.03 0.78,-0.15", mix(paper, warm, 0.5)],
  ];
  for (const [corners, tone] of facets) polygon(ctx, unit, corners, css(tone));
}

/** A small sailing boat seen from the side, its waterline at the origin, two units high. */
export function drawSailboat(ctx: Ctx, unit: number, mood: Mood): void {
  const sail: Rgb = mix(mix([246, 240, 228], mood.sky[3], 0.35), mood.ink, mood.dark ? 0.45 : 0.05);
  const hull = mix(mood.ink, mood.ambient, 0.25);
  ctx.beginPath();
  ctx.moveTo(0.03 * unit, -1.95 * unit);
  ctx.quadraticCurveTo(0.62 * unit, -1 * unit, 0.6 * unit, -0.28 * unit);
  ctx.lineTo(0.03 * unit, -0.28 * unit);
  ctx.fillStyle = css(sail);
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(-0.04 * unit, -1.7 * unit);
  ctx.quadraticCurveTo(-0.2 * unit, -0.8 * unit, -0.62 * unit, -0.28 * unit);
  ctx.lineTo(-0.04 * unit, -0.28 * unit);
  ctx.fillStyle = css(mix(sail, mood.ambient, 0.35));
  ctx.fill();
  polygon(ctx, unit, "-0.02,-2 0.02,-2 0.02,-0.15 -0.02,-0.15", css(hull));
  ctx.beginPath();
  ctx.moveTo(-0.74 * unit, -0.2 * unit);
  ctx.lineTo(0.8 * unit, -0.2 * unit);
  ctx.quadraticCurveTo(0.68 * unit, 0.06 * unit, 0.44 * unit, 0.07 * unit);
  ctx.lineTo(-0.5 * unit, 0.07 * unit);
  ctx.quadraticCurveTo(-0.68 * unit, 0.04 * unit, -0.74 * unit, -0.2 * unit);
  ctx.fillStyle = css(hull);
  ctx.fill();
}

export type Afloat = (ctx: Ctx, unit: number, mood: Mood) => void;

/** A boat with its roll, its reflection and the light ring around it. */
export function drawAfloat(
  ctx: Ctx,
  boat: Afloat,
  at: { x: number; y: number; unit: number; t: number },
  mood: Mood,
): void {
  const { x, y, unit, t } = at;
  const roll = 0.035 * Math.sin(t * 1.5 + 1);
  const bob = unit * 0.035 * Math.sin(t * 1.9);
  ctx.save();
  ctx.translate(x, y + unit * 0.12);
  ctx.scale(1, -0.62);
  ctx.rotate(roll);
  ctx.globalAlpha = 0.3;
  boat(ctx, unit, mood);
  ctx.restore();
  for (let k = 0; k < 3; k++) {
    const grown = (t * 0.36 + k / 3) % 1;
    ctx.strokeStyle = css(mix(mood.sky[3], [255, 255, 255], 0.3), 0.22 * (1 - grown));
    ctx.lineWidth = Math.max(0.7, unit * 0.02);
    ctx.beginPath();
    ctx.ellipse(x, y + unit * 0.1, unit * (0.8 + grown * 1.4), unit * (0.09 + grown * 0.2), 0, 0, 7);
    ctx.stroke();
  }
  ctx.save();
  ctx.translate(x, y + bob);
  ctx.rotate(roll);
  boat(ctx, unit, mood);
  ctx.restore();
}
