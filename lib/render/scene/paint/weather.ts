import type { Shot } from "../camera.ts";
import { css, mix } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, smoothstep } from "../numbers.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { type Ctx, createLayer, type Layer, paintPixels } from "./surface.ts";

type Falling = { layer: Layer; fall: number; slant: number; near: number };

/** A sheet of streaks that repeats in both directions, so that it can fall for ever. */
function rainSheet(stage: Stage, near: number): Layer {
  const random = randomOf(stage.seed, `rain ${near}`);
  const layer = createLayer(stage.width, stage.height);
  const { ctx } = layer;
  const count = Math.round(((stage.width * stage.height) / stage.unit ** 2) * (300 - near * 190));
  const storm = stage.plan.weather === "storm" ? 1.6 : 1;
  ctx.lineCap = "round";
  for (let i = 0; i < count; i++) {
    const length = stage.unit * (0.025 + 0.075 * near) * random.range(0.6, 1.3);
    const x = random.range(0, stage.width);
    const y = random.range(0, stage.height);
    ctx.lineWidth = stage.unit * (0.0008 + 0.0014 * near);
    ctx.strokeStyle = css(
      mix(stage.mood.sky[3], [235, 242, 255], 0.6),
      (0.07 + 0.13 * near) * random.range(0.4, 1),
    );
    for (const [ox, oy] of [
      [0, 0],
      [0, -stage.height],
      [-stage.width, 0],
    ] as const) {
      ctx.beginPath();
      ctx.moveTo(x + ox, y + oy);
      ctx.lineTo(x + ox + length * 0.09 * storm, y + oy + length);
      ctx.stroke();
    }
  }
  return layer;
}

function snowSheet(stage: Stage, near: number): Layer {
  const random = randomOf(stage.seed, `snow ${near}`);
  const layer = createLayer(stage.width, stage.height);
  const count = Math.round(((stage.width * stage.height) / stage.unit ** 2) * (260 - near * 215));
  for (let i = 0; i < count; i++) {
    const radius = stage.unit * (0.0016 + 0.0062 * near ** 2) * random.range(0.6, 1.4);
    const x = random.range(radius, stage.width - radius);
    const y = random.range(radius, stage.height - radius);
    const flake = layer.ctx.createRadialGradient(x, y, 0, x, y, radius);
    flake.addColorStop(0, `rgba(255,255,255,${0.85 - near * 0.3})`);
    flake.addColorStop(0.5, `rgba(255,255,255,${0.5 - near * 0.2})`);
    flake.addColorStop(1, "rgba(255,255,255,0)");
    layer.ctx.fillStyle = flake;
    layer.ctx.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  }
  return layer;
}

function drawFalling(ctx: Ctx, stage: Stage, falling: Falling, shot: Shot): void {
  const { width, height } = stage;
  const wrap = (v: number, n: number): number => ((v % n) + n) % n;
  const y = wrap(shot.t * falling.fall * stage.unit, height);
  const x = wrap(shot.t * falling.slant * stage.unit - shot.x * falling.near * stage.unit * 0.12, width);
  for (const ox of [x - width, x]) {
    for (const oy of [y - height, y]) ctx.drawImage(falling.layer.canvas, ox, oy);
  }
}

function fogSheet(stage: Stage): Layer {
  const noise = createNoise(stage.seed, "fog", 4);
  const w = Math.round(stage.width / 4);
  const h = Math.round(stage.height / 4);
  const { haze } = stage.mood;
  const air = mix(haze, [225, 228, 228], stage.mood.dark ? 0.08 : 0.35);
  return paintPixels(w, h, (x, y, out) => {
    const density = fbm(noise, (x / w) * 4, (y / h) * 8, 3) * 0.5 + 0.5;
    const band = smoothstep(0.15, 0.62, y / h) * smoothstep(1.25, 0.75, y / h);
    out[0] = air[0];
    out[1] = air[1];
    out[2] = air[2];
    out[3] = clamp(density * 1.5 - 0.35) * band * 0.75;
  });
}

/** Two flashes at moments that the seed chooses. */
function lightning(stage: Stage): (t: number) => number {
  const random = randomOf(stage.seed, "lightning");
  const at = [random.range(0.12, 0.4), random.range(0.55, 0.9)].map((part) => part * stage.seconds);
  return (t) =>
    at.reduce((sum, start) => {
      const age = t - start;
      if (age < 0) return sum;
      return sum + Math.exp(-age * 9) + (age > 0.14 ? 0.6 * Math.exp(-(age - 0.14) * 7) : 0);
    }, 0);
}

function precipitation(stage: Stage): Falling[] {
  const { weather } = stage.plan;
  const depths = [0.15, 0.55, 1];
  if (weather === "rain" || weather === "storm") {
    const slant = weather === "storm" ? 0.34 : 0.14;
    return depths.map((near) => ({
      layer: rainSheet(stage, near),
      fall: 1.2 + near * 1.5,
      slant: slant * (0.6 + near),
      near,
    }));
  }
  if (weather !== "snow") return [];
  return depths.map((near) => ({
    layer: snowSheet(stage, near),
    fall: 0.07 + near * 0.13,
    slant: 0.03 + near * 0.04,
    near,
  }));
}

/** What falls and drifts in front of an outdoor scene. */
export function createWeather(stage: Stage): (ctx: Ctx, shot: Shot) => void {
  const falling = precipitation(stage);
  const fog = stage.plan.weather === "fog" ? fogSheet(stage) : undefined;
  const flash = stage.plan.weather === "storm" ? lightning(stage) : undefined;
  return (ctx, shot) => {
    if (fog) {
      const w = stage.width * 1.5;
      const x = -((shot.t * 0.02 + shot.x * 0.05 + 1) % 1) * w;
      for (const left of [x, x + w]) ctx.drawImage(fog.canvas, left, 0, w, stage.height);
    }
    for (const each of falling) drawFalling(ctx, stage, each, shot);
    const light = flash ? flash(shot.t) : 0;
    if (light > 0.02) {
      ctx.globalCompositeOperation = "soft-light";
      ctx.fillStyle = `rgba(220,232,255,${Math.min(0.85, light * 0.8)})`;
      ctx.fillRect(0, 0, stage.width, stage.height);
      ctx.globalCompositeOperation = "source-over";
    }
  };
}
