import { css, mix, type Rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { createLayer, type Layer, paintPixels } from "./surface.ts";

export type SkyPlace = {
  width: number;
  /** Height of the sky down to the horizon. */
  height: number;
  /** Sun or moon in pixels of the layer; a sun below the horizon only glows. */
  sunX: number;
  sunY: number;
};

const stops = [0, 0.42, 0.78, 1] as const;

export function skyColour(sky: readonly [Rgb, Rgb, Rgb, Rgb], v: number): Rgb {
  const k = clamp(v);
  if (k < stops[1]) return mix(sky[0], sky[1], k / stops[1]);
  if (k < stops[2]) return mix(sky[1], sky[2], (k - stops[1]) / (stops[2] - stops[1]));
  return mix(sky[2], sky[3], (k - stops[2]) / (stops[3] - stops[2]));
}

/** Gradient, glow of the sun and lit clouds, computed at half size because all of it is soft. */
function paintAir(stage: Stage, place: SkyPlace): Layer {
  const { mood } = stage;
  const factor = 0.5;
  const noise = createNoise(stage.seed, "clouds");
  const cover = mood.clouds;
  const unit = stage.unit * factor;
  const sunX = place.sunX * factor;
  const sunY = place.sunY * factor;
  const height = place.height * factor;
  return paintPixels(place.width * factor, height, (x, y, out) => {
    const v = y / height;
    const base = skyColour(mood.sky, v);
    const distance = Math.hypot(x - sunX, (y - sunY) * 1.15) / unit;
    const glow = mood.sunStrength * (0.85 * Math.exp(-distance * 4.2) + 0.42 * Math.exp(-distance * 1.05));
    const depth = 1 / (1.25 - v);
    const px = ((x - sunX) / unit) * depth * 0.85 + 40;
    const py = depth * 2.3 + 11;
    const bend = fbm(noise, px * 0.6 + 70, py * 0.9, 2) * 0.7;
    const density = fbm(noise, px + bend, py * 1.5 + bend, 5) * 0.5 + 0.5;
    const body = smoothstep(0.86 - cover * 0.5, 1.12 - cover * 0.32, density) * smoothstep(1.05, 0.8, v);
    const thinner = fbm(noise, px + bend + 0.16, py * 1.5 + bend - 0.2, 4) * 0.5 + 0.5;
    const lit = clamp((density - thinner) * 2.9 + 0.42);
    const shine = Math.exp(-distance * 1.5) * mood.sunStrength;
    const gloom = lerp(0.62, 0.28, cover);
    for (let c = 0; c < 3; c++) {
      const sun = mood.sun[c] ?? 0;
      const air = lerp(base[c] ?? 0, sun, clamp(glow * 0.85));
      const shade = lerp((mood.ambient[c] ?? 0) * 0.8, air, gloom);
      const bright = lerp(air, lerp(mood.sky[3][c] ?? 0, sun, 0.5), 0.4 + 0.5 * shine) + shine * 34;
      out[c] = lerp(air + glow * 10, lerp(shade, bright, lit), body * (0.6 + 0.34 * cover));
    }
    out[3] = 1;
  });
}

function drawStars(stage: Stage, layer: Layer, strength: number): void {
  const random = randomOf(stage.seed, "stars");
  const count = Math.round((layer.width * layer.height) / 2600);
  for (let i = 0; i < count; i++) {
    const bright = random.next() ** 6;
    const size = stage.unit * (0.0009 + 0.0022 * bright);
    const y = layer.height * random.next() ** 1.4;
    const fade = smoothstep(layer.height, layer.height * 0.5, y);
    const warm = random.next();
    layer.ctx.fillStyle = css(
      mix([190, 212, 255], [255, 230, 205], warm),
      strength * fade * (0.18 + 0.82 * bright),
    );
    layer.ctx.beginPath();
    layer.ctx.arc(layer.width * random.next(), y, size, 0, 7);
    layer.ctx.fill();
  }
}

function drawDisc(stage: Stage, layer: Layer, place: SkyPlace): void {
  const { mood } = stage;
  if (mood.sunStrength < 0.2) return;
  const night = stage.plan.time === "night";
  const radius = stage.unit * (night ? 0.052 : stage.plan.time === "day" ? 0.034 : 0.042);
  const halo = layer.ctx.createRadialGradient(
    place.sunX,
    place.sunY,
    radius * 0.7,
    place.sunX,
    place.sunY,
    radius * 5,
  );
  halo.addColorStop(0, css(mood.sun, 0.85 * mood.sunStrength));
  halo.addColorStop(0.22, css(mood.sun, 0.3 * mood.sunStrength));
  halo.addColorStop(1, css(mood.sun, 0));
  layer.ctx.fillStyle = halo;
  layer.ctx.fillRect(place.sunX - radius * 5, place.sunY - radius * 5, radius * 10, radius * 10);
  const disc = layer.ctx.createRadialGradient(place.sunX, place.sunY, 0, place.sunX, place.sunY, radius);
  const white: Rgb = [255, 252, 244];
  disc.addColorStop(0, css(mix(mood.sun, white, 0.85)));
  disc.addColorStop(0.72, css(mix(mood.sun, white, 0.75)));
  disc.addColorStop(0.86, css(mix(mood.sun, white, 0.6), 0.9));
  disc.addColorStop(1, css(mood.sun, 0));
  layer.ctx.fillStyle = disc;
  layer.ctx.beginPath();
  layer.ctx.arc(place.sunX, place.sunY, radius, 0, 7);
  layer.ctx.fill();
  if (night) drawMaria(stage, layer, place, radius);
}

function drawMaria(stage: Stage, layer: Layer, place: SkyPlace, radius: number): void {
  const random = randomOf(stage.seed, "maria");
  layer.ctx.save();
  layer.ctx.beginPath();
  layer.ctx.arc(place.sunX, place.sunY, radius * 0.96, 0, 7);
  layer.ctx.clip();
  for (let i = 0; i < 9; i++) {
    const x = place.sunX + radius * random.range(-0.7, 0.5);
    const y = place.sunY + radius * random.range(-0.7, 0.6);
    const size = radius * random.range(0.14, 0.36);
    const patch = layer.ctx.createRadialGradient(x, y, 0, x, y, size);
    patch.addColorStop(0, "rgba(120,132,158,.32)");
    patch.addColorStop(1, "rgba(120,132,158,0)");
    layer.ctx.fillStyle = patch;
    layer.ctx.fillRect(x - size, y - size, size * 2, size * 2);
  }
  layer.ctx.restore();
}

/** The whole sky as one layer. */
export function paintSky(stage: Stage, place: SkyPlace, disc = true): Layer {
  const layer = createLayer(place.width, place.height);
  layer.ctx.imageSmoothingQuality = "high";
  layer.ctx.drawImage(paintAir(stage, place).canvas, 0, 0, layer.width, layer.height);
  if (stage.mood.stars > 0) drawStars(stage, layer, stage.mood.stars);
  if (disc) drawDisc(stage, layer, place);
  return layer;
}
