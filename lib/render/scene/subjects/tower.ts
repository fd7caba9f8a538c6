import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createLathe } from "../paint/lathe.ts";
import type { Ctx, Layer } from "../paint/surface.ts";
import type { Stage } from "../stage.ts";

const tower = [
  [0, 0.055],
  [0.02, 0.06],
  [0.04, 0.058],
  [0.7, 0.088],
  [1, 0.105],
] as const;

export function paintTower(stage: Stage, size: number): Layer {
  const { mood } = stage;
  const white = mix(rgb("#efe9df"), mood.haze, 0.18);
  const body = createLathe(
    {
      profile: tower,
      albedo: white,
      glaze: white,
      gloss: 0.08,
      speckle: 0.4,
      clear: false,
      seed: stage.seed,
    },
    size,
  );
  const key: Rgb = mix(mood.sun, [255, 250, 240], 0.3);
  const dim = mood.dark ? 0.45 : 0.85;
  body.light({
    side: 0.7,
    key: [key[0] * dim, key[1] * dim, key[2] * dim],
    fill: mix(mood.ambient, mood.sky[3], 0.35),
    rim: mood.sky[3],
  });
  const { ctx, width, height } = body.layer;
  ctx.globalCompositeOperation = "multiply";
  ctx.fillStyle = css(mix(rgb("#b2372b"), mood.ambient, 0.12));
  for (const [from, to] of [
    [0.04, 0.2],
    [0.4, 0.58],
    [0.8, 1.1],
  ] as const)
    ctx.fillRect(0, height * from, width, height * (to - from));
  ctx.globalCompositeOperation = "source-over";
  return clipTo(body.layer, paintSilhouette(stage, size));
}

function paintSilhouette(stage: Stage, size: number): Layer {
  const white: Rgb = [255, 255, 255];
  const shape = createLathe(
    { profile: tower, albedo: white, glaze: white, gloss: 0, speckle: 0, clear: false, seed: stage.seed },
    size,
  );
  shape.light({ side: 0, key: white, fill: white, rim: white });
  return shape.layer;
}

function clipTo(picture: Layer, shape: Layer): Layer {
  picture.ctx.globalCompositeOperation = "destination-in";
  picture.ctx.drawImage(shape.canvas, 0, 0);
  picture.ctx.globalCompositeOperation = "source-over";
  return picture;
}

export function drawLantern(ctx: Ctx, x: number, y: number, unit: number, ink: Rgb): void {
  ctx.fillStyle = css(mix(ink, [90, 40, 34], 0.4));
  ctx.fillRect(x - unit * 0.024, y - unit * 0.006, unit * 0.048, unit * 0.008);
  ctx.beginPath();
  ctx.moveTo(x - unit * 0.017, y - unit * 0.04);
  ctx.quadraticCurveTo(x, y - unit * 0.068, x + unit * 0.017, y - unit * 0.04);
  ctx.fill();
  ctx.fillStyle = "rgba(255,236,190,.95)";
  ctx.fillRect(x - unit * 0.012, y - unit * 0.04, unit * 0.024, unit * 0.034);
}
