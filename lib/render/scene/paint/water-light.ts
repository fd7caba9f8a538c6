import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { blurred, type Ctx, createLayer, type Layer, paintPixels } from "./surface.ts";

export type Water = { top: Rgb; middle: Rgb; deep: Rgb; light: Rgb };

export function waterOf(stage: Stage): Water {
  const green =
    stage.plan.accents.includes("green") ||
    stage.plan.accents.includes("teal") ||
    stage.plan.words.includes("kelp");
  const dark = stage.plan.words.includes("deep") || stage.plan.time === "night";
  const k = dark ? 0.45 : 0;
  const ink = rgb("#020a14");
  return {
    top: mix(rgb(green ? "#7fd6c4" : "#7cc8e0"), ink, k),
    middle: mix(rgb(green ? "#14706c" : "#14648f"), ink, k),
    deep: mix(rgb(green ? "#042a2e" : "#041f3a"), ink, k),
    light: rgb("#d8fbff"),
  };
}

/** Water lit from above, with the bright window of the surface. */
export function paintWater(stage: Stage, water: Water): Layer {
  const noise = createNoise(stage.seed, "surface");
  const w = Math.round(stage.width * 0.6);
  const h = Math.round(stage.height * 0.55);
  const unit = stage.unit * 0.5;
  return paintPixels(w, h, (x, y, out) => {
    const v = y / h;
    const dx = (x - w * 0.56) / unit;
    const far = 1 / (v + 0.08);
    const web = 1 - Math.abs(fbm(noise, dx * far * 0.5, far * 1.3, 3)) * 2.2;
    const surface = clamp(web) ** 3 * smoothstep(0.26, 0.02, v);
    const glow = Math.exp(-(dx * dx * 0.9 + (y / unit) ** 2 * 1.9));
    for (let c = 0; c < 3; c++) {
      const down =
        v < 0.4
          ? lerp(water.top[c] ?? 0, water.middle[c] ?? 0, smoothstep(0, 0.4, v))
          : lerp(water.middle[c] ?? 0, water.deep[c] ?? 0, smoothstep(0.4, 1, v));
      out[c] = down * (0.75 + 0.25 * glow) + (water.light[c] ?? 0) * (glow * 0.42 + surface * 0.34);
    }
    out[3] = 1;
  });
}

export function paintRays(stage: Stage, water: Water, name: string): Layer {
  const random = randomOf(stage.seed, name);
  const layer = createLayer(stage.width / 3, stage.height / 3);
  const { ctx, width, height } = layer;
  ctx.globalCompositeOperation = "lighter";
  for (let i = 0; i < 16; i++) {
    const top = width * (0.56 + random.range(-0.32, 0.32));
    const foot = width * 0.56 + (top - width * 0.56) * random.range(2, 3.1);
    const wide = width * random.range(0.008, 0.035);
    const gradient = ctx.createLinearGradient(0, 0, 0, height * random.range(0.55, 0.98));
    gradient.addColorStop(0, css(water.light, random.range(0.1, 0.3)));
    gradient.addColorStop(1, css(water.light, 0));
    ctx.fillStyle = gradient;
    ctx.beginPath();
    ctx.moveTo(top - wide * 0.4, 0);
    ctx.lineTo(top + wide * 0.4, 0);
    ctx.lineTo(foot + wide * 2.2, height);
    ctx.lineTo(foot - wide * 2.2, height);
    ctx.fill();
  }
  return blurred(layer, stage.unit * 0.005);
}

export function drawRays(ctx: Ctx, stage: Stage, rays: readonly Layer[], t: number): void {
  ctx.globalCompositeOperation = "screen";
  for (const [i, layer] of rays.entries()) {
    ctx.globalAlpha = 0.28 + 0.24 * Math.sin(t * 0.8 + i * Math.PI);
    const sway = Math.sin(t * 0.35 + i) * stage.width * 0.015;
    ctx.drawImage(layer.canvas, sway, 0, stage.width, stage.height);
  }
  ctx.globalAlpha = 1;
  ctx.globalCompositeOperation = "source-over";
}
