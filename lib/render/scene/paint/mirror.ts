import type { Shot } from "../camera.ts";
import { css, mix, type Rgb } from "../colour.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import type { Ctx, Layer } from "./surface.ts";

export type MirrorLook = {
  /** Row of the waterline. */
  top: number;
  /** Colour that the water keeps where it does not mirror. */
  body: Rgb;
  /** How much of it shows at the near edge, 0..1. */
  depth: number;
  /** 0 is glass, 1 a breeze. */
  ripple: number;
  glints: readonly Rgb[];
  glintCount: number;
};

/** Still water below the waterline: the world above, upside down, in strips that wander with the ripples. */
export function createMirror(stage: Stage, look: MirrorLook): (ctx: Ctx, world: Layer, shot: Shot) => void {
  const random = randomOf(stage.seed, "glints");
  const { width, height, unit } = stage;
  const deep = height - look.top;
  const glints = Array.from({ length: look.glintCount }, () => ({
    x: random.next(),
    depth: random.next() ** 1.8,
    phase: random.range(0, 6.28),
    speed: random.range(0.6, 1.5),
    colour: random.int(Math.max(1, look.glints.length)),
  }));
  const body = (ctx: Ctx): void => {
    const gradient = ctx.createLinearGradient(0, look.top, 0, height);
    gradient.addColorStop(0, css(look.body, 0.06));
    gradient.addColorStop(0.5, css(look.body, look.depth * 0.5));
    gradient.addColorStop(1, css(look.body, look.depth));
    ctx.fillStyle = gradient;
    ctx.fillRect(0, look.top, width, deep);
  };
  return (ctx, world, shot) => {
    let y = look.top;
    while (y < height) {
      const d = (y - look.top) / deep;
      const strip = Math.max(1.5, (0.0018 + d * 0.0075) * unit);
      const wave = look.ripple * unit * (0.0008 + d * 0.016);
      const shift = wave * (Math.sin(d * 44 - shot.t * 2.4) + 0.6 * Math.sin(d * 97 + shot.t * 1.9 + 1));
      const source = Math.max(
        0,
        look.top - (y - look.top) * 1.06 - strip * (1 + look.ripple * Math.sin(d * 70 - shot.t * 3)),
      );
      const w = width + wave * 4;
      ctx.drawImage(world.canvas, 0, source, width, strip, shift - wave * 2, y, w, strip + 1);
      y += strip;
    }
    body(ctx);
    ctx.globalCompositeOperation = "lighter";
    for (const glint of glints) {
      const alpha = Math.max(0, Math.sin(shot.t * 1.7 * glint.speed + glint.phase)) ** 2;
      if (alpha < 0.06) continue;
      const gy = look.top + 2 + glint.depth * deep;
      const long = unit * (0.006 + 0.055 * glint.depth) * glint.speed;
      const gx = ((((glint.x + shot.t * 0.004 - shot.x * 0.03 * (0.4 + glint.depth)) % 1) + 1) % 1) * width;
      ctx.fillStyle = css(mix(look.glints[glint.colour] ?? look.body, [255, 255, 255], 0.2), alpha * 0.2);
      ctx.beginPath();
      ctx.ellipse(gx, gy, long, Math.max(0.6, unit * 0.0012 * (0.5 + glint.depth * 1.6)), 0, 0, 7);
      ctx.fill();
    }
    ctx.globalCompositeOperation = "source-over";
  };
}
