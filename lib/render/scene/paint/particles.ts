import type { Shot } from "../camera.ts";
import type { Rgb } from "../colour.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { bokehSprite, glowSprite, stamp } from "./glow.ts";
import type { Ctx } from "./surface.ts";

export type Motes = {
  count: number;
  colours: readonly Rgb[];
  /** Radius in shorter sides. */
  size: number;
  alpha: number;
  /** Shorter sides a second, positive is right and down. */
  driftX: number;
  driftY: number;
  soft?: boolean;
  /** Part of the picture's height they keep to. */
  top?: number;
  bottom?: number;
};

const wrap = (v: number): number => ((v % 1) + 1) % 1;

/** Small lights or dust floating at many depths: nearer ones are larger and move more with the camera. */
export function createMotes(stage: Stage, motes: Motes, name = "motes"): (ctx: Ctx, shot: Shot) => void {
  const random = randomOf(stage.seed, name);
  const sprites = motes.colours.map((colour) => (motes.soft ? bokehSprite(colour) : glowSprite(colour, 64)));
  const all = Array.from({ length: motes.count }, () => ({
    x: random.next(),
    y: random.next(),
    depth: 0.3 + random.next() ** 2 * 1.3,
    phase: random.range(0, 6.28),
    speed: random.range(0.5, 1.3),
    sprite: random.int(sprites.length),
  }));
  const top = motes.top ?? 0;
  const span = (motes.bottom ?? 1) - top;
  return (ctx, shot) => {
    ctx.globalCompositeOperation = "lighter";
    for (const mote of all) {
      const sprite = sprites[mote.sprite];
      if (!sprite) continue;
      const sway = 0.012 * Math.sin(shot.t * 0.9 * mote.speed + mote.phase);
      const x = wrap(
        mote.x +
          ((motes.driftX * shot.t * mote.speed - shot.x * 0.09) * mote.depth * stage.unit) / stage.width +
          sway,
      );
      const y = wrap(
        mote.y +
          ((motes.driftY * shot.t * mote.speed + shot.y * 0.06) * mote.depth * stage.unit) / stage.height +
          sway,
      );
      const blink = 0.55 + 0.45 * Math.sin(shot.t * 1.9 * mote.speed + mote.phase * 3);
      const radius = motes.size * mote.depth * stage.unit;
      const px = x * (stage.width + radius * 4) - radius * 2;
      stamp(ctx, sprite, px, (top + y * span) * stage.height, radius, motes.alpha * blink);
    }
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
  };
}
