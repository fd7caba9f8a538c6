import { css, mix, type Rgb } from "../colour.ts";
import { type Ctx, createLayer, type Layer } from "./surface.ts";

const white: Rgb = [255, 255, 255];

/** A point of light: white-hot inside, its colour outside. Drawn once, stamped often. */
export function glowSprite(colour: Rgb, size = 128): Layer {
  const layer = createLayer(size, size);
  const half = size / 2;
  const gradient = layer.ctx.createRadialGradient(half, half, 0, half, half, half);
  gradient.addColorStop(0, css(mix(colour, white, 0.7)));
  gradient.addColorStop(0.06, css(mix(colour, white, 0.35), 0.85));
  gradient.addColorStop(0.2, css(colour, 0.36));
  gradient.addColorStop(0.5, css(colour, 0.1));
  gradient.addColorStop(1, css(colour, 0));
  layer.ctx.fillStyle = gradient;
  layer.ctx.fillRect(0, 0, size, size);
  return layer;
}

/** A lamp far out of focus: an even disc with a slightly brighter rim. */
export function bokehSprite(colour: Rgb, size = 128): Layer {
  const layer = createLayer(size, size);
  const half = size / 2;
  const gradient = layer.ctx.createRadialGradient(half, half, 0, half, half, half);
  gradient.addColorStop(0, css(colour, 0.42));
  gradient.addColorStop(0.78, css(colour, 0.5));
  gradient.addColorStop(0.9, css(mix(colour, white, 0.25), 0.72));
  gradient.addColorStop(0.97, css(colour, 0.1));
  gradient.addColorStop(1, css(colour, 0));
  layer.ctx.fillStyle = gradient;
  layer.ctx.fillRect(0, 0, size, size);
  return layer;
}

export function stamp(ctx: Ctx, sprite: Layer, x: number, y: number, radius: number, alpha = 1): void {
  ctx.globalAlpha = alpha;
  ctx.drawImage(sprite.canvas, x - radius, y - radius, radius * 2, radius * 2);
}

/** An even shade that is strongest in its middle: shadows under things, pools of light. */
export function softEllipse(ctx: Ctx, colour: string, x: number, y: number, rx: number, ry: number): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(1, ry / rx);
  const gradient = ctx.createRadialGradient(0, 0, 0, 0, 0, rx);
  const clear = colour.replace(/,[\d.]+\)$/, ",0)");
  gradient.addColorStop(0, colour);
  gradient.addColorStop(
    0.45,
    colour.replace(/,([\d.]+)\)$/, (_, alpha: string) => `,${Number(alpha) * 0.62})`),
  );
  gradient.addColorStop(1, clear);
  ctx.fillStyle = gradient;
  ctx.fillRect(-rx, -rx, rx * 2, rx * 2);
  ctx.restore();
}
