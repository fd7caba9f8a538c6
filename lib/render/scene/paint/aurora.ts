import type { Shot } from "../camera.ts";
import type { Rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import { type Ctx, type Layer, paintPixels } from "./surface.ts";

const low: Rgb = [92, 255, 170];
const high: Rgb = [122, 84, 230];

function curtain(stage: Stage, name: string): Layer {
  const noise = createNoise(stage.seed, name);
  const w = Math.round(stage.width / 3);
  const h = Math.round(stage.height / 3);
  return paintPixels(w, h, (x, y, out) => {
    let glow = 0;
    let up = 0;
    for (let k = 0; k < 2; k++) {
      const p = (x / w) * 2.6 + k * 7.3;
      const foot = h * (0.5 - k * 0.16 + 0.17 * fbm(noise, p, k * 5, 3));
      const above = (foot - y) / h;
      const rays = 0.55 + 0.45 * fbm(noise, p * 9 + above * 1.2, 20 + k, 3);
      const body = above > 0 ? Math.exp(-above * 3.4) : Math.exp(above * 42);
      const strength = smoothstep(-0.25, 0.45, fbm(noise, p * 0.9, 50 + k, 2));
      glow += body * rays * strength * (k === 0 ? 1 : 0.6);
      up = Math.max(up, clamp(above * 2.4));
    }
    for (let c = 0; c < 3; c++) out[c] = lerp(low[c] ?? 0, high[c] ?? 0, up) * clamp(glow * 1.35);
    out[3] = 1;
  });
}

/** Polar lights over the sky: two curtains that pass slowly in front of each other. */
export function createAurora(stage: Stage): (ctx: Ctx, shot: Shot) => void {
  const layers = [curtain(stage, "aurora 1"), curtain(stage, "aurora 2")];
  return (ctx, shot) => {
    ctx.globalCompositeOperation = "lighter";
    for (const [k, layer] of layers.entries()) {
      const breathe = 0.5 + 0.5 * Math.sin(shot.t * 0.5 + k * Math.PI);
      ctx.globalAlpha = 0.55 + 0.45 * breathe;
      const w = stage.width * 1.25;
      const drift = (shot.u - 0.5) * stage.width * 0.08 * (k === 0 ? 1 : -1);
      ctx.drawImage(layer.canvas, (stage.width - w) / 2 + drift, 0, w, stage.height);
    }
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
  };
}
