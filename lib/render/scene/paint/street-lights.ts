import { css, mix } from "../colour.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { bokehSprite, glowSprite, stamp } from "./glow.ts";
import { skyColour } from "./sky.ts";
import { type Ctx, createLayer, type Layer } from "./surface.ts";

export function createLamps(
  stage: Stage,
  horizon: number,
): (ctx: Ctx, x: number, zoom: number, t: number) => void {
  const random = randomOf(stage.seed, "lamps");
  const sprites = stage.mood.accents.map((colour) => bokehSprite(colour));
  const lamps = Array.from({ length: 26 }, () => ({
    x: random.range(-0.5, 0.5) * random.range(0.1, 1),
    y: random.range(0.1, 0.62),
    size: random.range(0.008, 0.036),
    sprite: random.int(sprites.length),
    phase: random.range(0, 6.28),
  }));
  return (ctx, x, zoom, t) => {
    ctx.globalCompositeOperation = "lighter";
    for (const lamp of lamps) {
      const sprite = sprites[lamp.sprite];
      const size = lamp.size * stage.unit * zoom;
      const alpha = 0.5 + 0.2 * Math.sin(t * 1.3 + lamp.phase);
      if (sprite)
        stamp(
          ctx,
          sprite,
          x + lamp.x * stage.unit * zoom,
          horizon - lamp.y * stage.unit * 0.62 * zoom,
          size,
          alpha,
        );
    }
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
  };
}

export function paintAir(stage: Stage, horizon: number): Layer {
  const layer = createLayer(stage.width, horizon);
  const gradient = layer.ctx.createLinearGradient(0, 0, 0, horizon);
  for (let k = 0; k <= 8; k++)
    gradient.addColorStop(k / 8, css(skyColour(stage.mood.sky, 0.12 + 0.88 * (k / 8))));
  layer.ctx.fillStyle = gradient;
  layer.ctx.fillRect(0, 0, stage.width, horizon);
  layer.ctx.globalCompositeOperation = "lighter";
  stamp(
    layer.ctx,
    glowSprite(mix(stage.mood.haze, stage.mood.accents[0], 0.35)),
    stage.width / 2,
    horizon,
    stage.unit * 0.62,
    0.42,
  );
  return layer;
}
