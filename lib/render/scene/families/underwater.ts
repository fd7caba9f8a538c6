import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { createMotes } from "../paint/particles.ts";
import { paintRidge } from "../paint/ridge.ts";
import { blurred, type Ctx, createLayer, type Layer, paintPixels } from "../paint/surface.ts";
import { type Random, randomOf } from "../random.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

type Water = { top: Rgb; middle: Rgb; deep: Rgb; light: Rgb };

function waterOf(stage: Stage): Water {
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
function paintWater(stage: Stage, water: Water): Layer {
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

function paintRays(stage: Stage, water: Water, name: string): Layer {
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

/** A branching coral, its foot at (x, y). */
function drawCoral(
  ctx: Ctx,
  x: number,
  y: number,
  tall: number,
  angle: number,
  wide: number,
  random: Random,
): void {
  if (wide < tall * 0.02 || tall < 3) return;
  const ex = x + Math.sin(angle) * tall;
  const ey = y - Math.cos(angle) * tall;
  ctx.lineWidth = wide;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.quadraticCurveTo(x + Math.sin(angle * 0.4) * tall * 0.6, y - tall * 0.5, ex, ey);
  ctx.stroke();
  const forks = 2 + random.int(2);
  for (let k = 0; k < forks; k++)
    drawCoral(
      ctx,
      ex,
      ey,
      tall * random.range(0.5, 0.74),
      angle + random.range(-0.75, 0.75),
      wide * 0.62,
      random,
    );
}

function paintReef(stage: Stage, water: Water, near: number): Layer {
  const random = randomOf(stage.seed, `reef ${near}`);
  const { unit } = stage;
  const tone = mix(mix(water.middle, water.deep, 0.4), rgb("#010810"), lerp(0.1, 0.86, near));
  const layer = createLayer(stage.width * 1.24, unit * lerp(0.3, 0.36, near));
  const floor = paintRidge(stage, {
    name: `floor ${near}`,
    width: layer.width,
    height: layer.height * 0.6,
    colour: tone,
    foot: mix(tone, water.middle, 0.2 * (1 - near)),
    humps: 3,
    relief: 0.75,
    rough: 0.7,
    pines: 0,
  });
  layer.ctx.drawImage(floor.canvas, 0, layer.height * 0.4);
  layer.ctx.lineCap = "round";
  const warm = stage.plan.words.some((word) => word.startsWith("coral") || word.startsWith("reef"));
  if (!warm) return layer;
  for (let x = 0; x < layer.width; x += unit * random.range(0.05, 0.16)) {
    const tint = random.chance(0.6)
      ? mix(tone, random.pick([rgb("#d0626a"), rgb("#d99a4e"), rgb("#8a5fb0")]), 0.34 + 0.16 * near)
      : tone;
    layer.ctx.strokeStyle = css(tint);
    const y = layer.height * 0.4 + floor.outline(Math.min(layer.width - 1, x)) + 4;
    drawCoral(
      layer.ctx,
      x,
      y,
      unit * lerp(0.02, 0.05, near) * random.range(0.6, 1.3),
      random.range(-0.3, 0.3),
      unit * 0.007 * (0.6 + near),
      random,
    );
  }
  return layer;
}

type Fish = { x: number; y: number; size: number; phase: number; speed: number };

function drawFish(ctx: Ctx, size: number, wag: number): void {
  ctx.beginPath();
  ctx.moveTo(size, 0);
  ctx.quadraticCurveTo(size * 0.3, -size * 0.42, -size * 0.6, -size * 0.05);
  ctx.lineTo(-size * 1.05, -size * (0.3 + wag * 0.12));
  ctx.lineTo(-size * 0.9, 0);
  ctx.lineTo(-size * 1.05, size * (0.3 - wag * 0.12));
  ctx.lineTo(-size * 0.6, size * 0.05);
  ctx.quadraticCurveTo(size * 0.3, size * 0.42, size, 0);
  ctx.fill();
}

function createShoal(stage: Stage, water: Water): (ctx: Ctx, t: number, across: number) => void {
  const random = randomOf(stage.seed, "shoal");
  const shoal: Fish[] = Array.from({ length: 34 }, () => ({
    x: random.range(-0.34, 0.34) * random.range(0.3, 1),
    y: random.range(-0.13, 0.13) * random.range(0.3, 1),
    size: random.range(0.006, 0.014),
    phase: random.range(0, 6.28),
    speed: random.range(0.8, 1.2),
  }));
  const colour = css(mix(water.deep, water.middle, 0.25), 0.9);
  return (ctx, t, across) => {
    ctx.fillStyle = colour;
    for (const fish of shoal) {
      ctx.save();
      ctx.translate(
        stage.width * (0.34 + 0.045 * t * fish.speed * 0.6) + (fish.x - across * 0.06) * stage.unit,
        stage.height * 0.42 + (fish.y + 0.012 * Math.sin(t * 1.3 + fish.phase)) * stage.unit,
      );
      ctx.rotate(0.12 * Math.sin(t * 1.3 + fish.phase) - 0.06);
      drawFish(ctx, fish.size * stage.unit, Math.sin(t * 11 + fish.phase));
      ctx.restore();
    }
  };
}

/** Below the surface: rays, a reef in the dusk of the water, a shoal passing. */
export const buildUnderwater: FamilyBuilder = (stage) => {
  const { width, height } = stage;
  const water = waterOf(stage);
  const open = paintWater(stage, water);
  const rays = [paintRays(stage, water, "rays 1"), paintRays(stage, water, "rays 2")];
  const reefs = [0.1, 0.5, 1].map((near) => ({ near, layer: paintReef(stage, water, near) }));
  const shoal = createShoal(stage, water);
  const motes = createMotes(stage, {
    count: 70,
    colours: [water.light],
    size: 0.0045,
    alpha: 0.3,
    driftX: 0.006,
    driftY: -0.016,
  });
  return (ctx, shot) => {
    const z = 1.1 * (1 + (shot.zoom - 1) * 0.3);
    ctx.imageSmoothingQuality = "high";
    const across = shot.x + shot.orbit;
    ctx.drawImage(
      open.canvas,
      (width - width * z) / 2 - across * width * 0.03,
      Math.min(0, -height * 0.02 + shot.y * height * 0.02),
      width * z,
      height * z,
    );
    shoal(ctx, shot.t, across);
    for (const { near, layer } of reefs) {
      const k = 1 + (shot.zoom - 1 + shot.forward * 0.08) * (0.3 + near * 1.4);
      const x = (width - layer.width * k) / 2 - across * width * lerp(0.015, 0.1, near);
      ctx.drawImage(
        layer.canvas,
        x,
        height * lerp(0.97, 1.08, near) - layer.height * k + shot.y * height * 0.05 * near,
        layer.width * k,
        layer.height * k,
      );
      if (near < 1) drawRays(ctx, stage, rays, shot.t + near * 2);
    }
    motes(ctx, shot);
  };
};

function drawRays(ctx: Ctx, stage: Stage, rays: readonly Layer[], t: number): void {
  ctx.globalCompositeOperation = "screen";
  for (const [i, layer] of rays.entries()) {
    ctx.globalAlpha = 0.28 + 0.24 * Math.sin(t * 0.8 + i * Math.PI);
    const sway = Math.sin(t * 0.35 + i) * stage.width * 0.015;
    ctx.drawImage(layer.canvas, sway, 0, stage.width, stage.height);
  }
  ctx.globalAlpha = 1;
  ctx.globalCompositeOperation = "source-over";
}
