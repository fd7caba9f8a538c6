import { css, mix, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { createLayer, type Layer, paintPixels } from "./surface.ts";

/** Nebula and stars on a plane larger than the picture. */
export function paintDeepSky(stage: Stage): Layer {
  const noise = createNoise(stage.seed, "nebula");
  const warm = stage.plan.accents.length > 0 ? stage.mood.accents[0] : rgb("#b2567a");
  const cold = stage.plan.accents.length > 1 ? stage.mood.accents[1] : rgb("#3566a8");
  const strong = stage.plan.words.some((word) => /^(nebula|galaxy|cosmic|cosmos|universe)/.test(word))
    ? 1.5
    : 0.62;
  const w = stage.width * 1.2;
  const h = stage.height * 1.2;
  const layer = createLayer(w, h);
  const soft = paintPixels(w / 3, h / 3, (x, y, out) => {
    const px = (x * 3) / stage.unit;
    const py = (y * 3) / stage.unit;
    const bend = fbm(noise, px * 1.3, py * 1.3, 3);
    const band = Math.exp(-(((py - 0.62 - (px - 0.9) * 0.34 + bend * 0.3) / 0.42) ** 2));
    const gas = clamp(fbm(noise, px * 1.7 + bend * 1.2, py * 1.7 + 9, 5) * 0.9 + 0.32) * band * strong;
    const tint = clamp(fbm(noise, px * 0.9 + 30, py * 0.9, 2) + 0.5);
    const dust = smoothstep(0.15, 0.75, fbm(noise, px * 2.3 + 60, py * 2.3, 4) + 0.2) * band;
    for (let c = 0; c < 3; c++) {
      const gasColour = lerp(cold[c] ?? 0, warm[c] ?? 0, tint);
      out[c] = (c === 2 ? 11 : 6) + gasColour * gas * (1 - dust * 0.6) * 0.72;
    }
    out[3] = 1;
  });
  layer.ctx.imageSmoothingQuality = "high";
  layer.ctx.drawImage(soft.canvas, 0, 0, layer.width, layer.height);
  const random = randomOf(stage.seed, "deep stars");
  const count = Math.round((layer.width * layer.height) / 1500);
  for (let i = 0; i < count; i++) {
    const bright = random.next() ** 8;
    const tint = mix([170, 200, 255], [255, 226, 196], random.next());
    layer.ctx.fillStyle = css(tint, 0.2 + 0.8 * bright);
    layer.ctx.beginPath();
    layer.ctx.arc(
      random.range(0, layer.width),
      random.range(0, layer.height),
      stage.unit * (0.0008 + 0.0024 * bright),
      0,
      7,
    );
    layer.ctx.fill();
  }
  return layer;
}
