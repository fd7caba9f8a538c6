import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { type Ctx, createLayer, createPixels, type Layer, paintPixels } from "../paint/surface.ts";
import { randomOf } from "../random.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

type World = { light: Rgb; dark: Rgb; storm: Rgb; air: Rgb; banded: boolean };

function chooseWorld(stage: Stage): World {
  const { words, accents } = stage.plan;
  const has = (...names: string[]): boolean => names.some((name) => words.includes(name));
  if (has("earth", "ocean", "blue") || accents[0] === "blue" || accents[0] === "teal") {
    return {
      light: rgb("#d9e6ea"),
      dark: rgb("#1d4a78"),
      storm: rgb("#4f7a58"),
      air: rgb("#7ab8ff"),
      banded: false,
    };
  }
  if (has("mars", "red") || accents[0] === "red") {
    return {
      light: rgb("#d98e62"),
      dark: rgb("#7a3a26"),
      storm: rgb("#a85f3e"),
      air: rgb("#ff9a66"),
      banded: false,
    };
  }
  if (has("moon", "lunar", "asteroid")) {
    return {
      light: rgb("#c9c8c4"),
      dark: rgb("#5d5e63"),
      storm: rgb("#8b8a88"),
      air: rgb("#8a93a6"),
      banded: false,
    };
  }
  if (accents[0] === "violet" || accents[0] === "pink") {
    return {
      light: rgb("#e9c6ea"),
      dark: rgb("#5b3a86"),
      storm: rgb("#b678b8"),
      air: rgb("#d69aff"),
      banded: true,
    };
  }
  return {
    light: rgb("#f1dcc0"),
    dark: rgb("#a8744c"),
    storm: rgb("#cf8f5e"),
    air: rgb("#ffc58f"),
    banded: true,
  };
}

/** Nebula and stars on a plane larger than the picture. */
function paintDeepSky(stage: Stage): Layer {
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

/** Surface colours around the equator, repeating in longitude. */
function paintSurface(stage: Stage, world: World): Uint8ClampedArray {
  const noise = createNoise(stage.seed, "surface", 8);
  const w = 512;
  const h = 256;
  const map = new Uint8ClampedArray(w * h * 3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const u = (x / w) * 8;
      const v = (y / h) * 4;
      const bend = fbm(noise, u, v * 2, 3);
      const bands = world.banded
        ? fbm(noise, bend * 0.3 + 5, v * 3.4 + bend * 0.22, 4) * 0.5 +
          0.5 +
          0.1 * fbm(noise, u * 4, v * 14, 2)
        : fbm(noise, u + bend, v + bend, 6) * 0.62 + 0.5;
      const spots = smoothstep(0.2, 0.6, fbm(noise, u * 2 + 3, v * 2 + 3, 3)) * (world.banded ? 0.45 : 0.8);
      const k = smoothstep(0.25, 0.75, bands);
      for (let c = 0; c < 3; c++) {
        const base = lerp(world.dark[c] ?? 0, world.light[c] ?? 0, k);
        map[(y * w + x) * 3 + c] = lerp(base, world.storm[c] ?? 0, spots);
      }
    }
  }
  return map;
}

type Globe = (ctx: Ctx, x: number, y: number, radius: number, turn: number) => void;

/** Shadow of the rings: a dark band across the sunward side. */
function ringShade(sx: number, sy: number): number {
  const across = sy * 0.955 + sx * 0.296 - 0.2 + sx * 0.1;
  return 1 - 0.62 * Math.exp(-((across / 0.085) ** 2));
}

/** A sphere lit from the left, its surface turning; shaded anew each frame from a stored map. */
function createGlobe(stage: Stage, world: World, size: number, ringed = false): Globe {
  const map = paintSurface(stage, world);
  const pixels = createPixels(size, size);
  const half = size / 2;
  const reach = half * 0.86;
  return (ctx, x, y, radius, turn) => {
    const { data } = pixels;
    for (let py = 0; py < size; py++) {
      for (let px = 0; px < size; px++) {
        const i = (py * size + px) * 4;
        const sx = (px + 0.5 - half) / reach;
        const sy = (py + 0.5 - half) / reach;
        const rr = sx * sx + sy * sy;
        const light = -sx * 0.82 - sy * 0.38;
        if (rr > 1) {
          const rim = Math.exp(-(Math.sqrt(rr) - 1) * 22) * clamp(light * 0.9 + 0.25);
          data[i] = world.air[0];
          data[i + 1] = world.air[1];
          data[i + 2] = world.air[2];
          data[i + 3] = rim * 150;
          continue;
        }
        const sz = Math.sqrt(1 - rr);
        const day = clamp(light + sz * 0.28);
        const lat = Math.asin(clamp(sy * 0.96 + sx * 0.24, -1, 1)) / Math.PI + 0.5;
        const long = Math.atan2(sx * 0.97 - sy * 0.24, sz) / (Math.PI * 2) + turn;
        const mx = Math.floor((long - Math.floor(long)) * 512) & 511;
        const m = (Math.min(255, Math.floor(lat * 256)) * 512 + mx) * 3;
        const edge = (1 - sz) ** 3 * clamp(light * 1.2 + 0.35);
        const shade = (day ** 0.8 * 1.12 + 0.012) * (ringed ? ringShade(sx, sy) : 1);
        for (let c = 0; c < 3; c++)
          data[i + c] = (map[m + c] ?? 0) * shade + (world.air[c] ?? 0) * edge * 0.75;
        data[i + 3] = 255 * clamp((1 - Math.sqrt(rr)) * reach * 0.9);
      }
    }
    const s = (radius / reach) * size;
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(pixels.show().canvas, x - s / 2, y - s / 2, s, s);
  };
}

/** Rings as a flat disc seen at a slant; `front` draws the half nearer to us. */
function paintRings(stage: Stage, world: World): Layer {
  const random = randomOf(stage.seed, "rings");
  const size = Math.round(stage.unit * 1.3);
  const layer = createLayer(size, size);
  const { ctx } = layer;
  const half = size / 2;
  ctx.lineWidth = size * 0.0021;
  for (let r = 0.54; r < 0.99; r += 0.0038) {
    const gap = Math.abs(r - 0.8) < 0.013 ? 0.05 : 1;
    const alpha = (0.1 + 0.6 * random.next()) * gap * smoothstep(0.53, 0.6, r) * smoothstep(1, 0.93, r);
    ctx.strokeStyle = css(mix(world.light, world.dark, random.next() * 0.6), alpha);
    ctx.beginPath();
    ctx.arc(half, half, r * half, 0, 7);
    ctx.stroke();
  }
  return layer;
}

function drawRings(
  ctx: Ctx,
  rings: Layer,
  at: { x: number; y: number; radius: number },
  front: boolean,
): void {
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.rotate(-0.3);
  ctx.beginPath();
  ctx.rect(-at.radius * 4, front ? 0 : -at.radius * 4, at.radius * 8, at.radius * 4);
  ctx.clip();
  ctx.scale(1, 0.26);
  const s = at.radius * 4.6;
  ctx.drawImage(rings.canvas, -s / 2, -s / 2, s, s);
  ctx.restore();
}

export const buildSpace: FamilyBuilder = (stage) => {
  const { width, height, unit, plan } = stage;
  const sky = paintDeepSky(stage);
  const world = chooseWorld(stage);
  const ringed = plan.subjects.includes("rings");
  const globe = createGlobe(stage, world, 340, ringed);
  const rings = ringed ? paintRings(stage, world) : undefined;
  const moon = createGlobe(
    stage,
    { ...world, light: rgb("#bdbbb6"), dark: rgb("#66656a"), banded: false, air: rgb("#6a6f7c") },
    72,
  );
  return (ctx, shot) => {
    const z = 1 + (shot.zoom - 1) * 0.35;
    const w = sky.width * z;
    const h = sky.height * z;
    const across = shot.x + shot.orbit;
    ctx.drawImage(
      sky.canvas,
      (width - w) / 2 - across * width * 0.035,
      (height - h) / 2 + shot.y * height * 0.03,
      w,
      h,
    );
    const grown = 1 + (shot.zoom - 1) * 1.5 + shot.forward * 0.06;
    const x = width * (stage.portrait ? 0.55 : 0.6) - across * unit * 0.1;
    const y = height * (stage.portrait ? 0.42 : 0.47) + shot.y * unit * 0.09;
    const radius = unit * (ringed ? 0.25 : 0.34) * grown;
    moon(ctx, x - unit * 0.52 - across * unit * 0.05, y - unit * 0.24, unit * 0.042 * grown, shot.t * 0.004);
    if (rings) drawRings(ctx, rings, { x, y, radius }, false);
    globe(ctx, x, y, radius, shot.t * 0.012 + shot.orbit * 0.05);
    if (rings) drawRings(ctx, rings, { x, y, radius }, true);
  };
};
