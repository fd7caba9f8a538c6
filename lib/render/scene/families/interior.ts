import { css, mix, type Rgb, rgb } from "../colour.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { createMotes } from "../paint/particles.ts";
import { skyColour } from "../paint/sky.ts";
import { type Ctx, createLayer, type Layer, paintPixels } from "../paint/surface.ts";
import { type Hit, type Ray, type Solid, trace } from "../paint/trace.ts";
import { randomOf } from "../random.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

type Vector = readonly [number, number, number];
type Hall = { solids: Solid[]; tints: readonly Rgb[]; arch: { x: number; half: number; spring: number } };

const backZ = 7;
const eye: Vector = [0, 1.5, -2.6];

function wallColour(stage: Stage): Rgb {
  if (stage.plan.accents.length > 0) return mix(stage.mood.accents[0], rgb("#e8d8c4"), 0.42);
  return randomOf(stage.seed, "plaster").pick([
    rgb("#dba57c"),
    rgb("#d8cdbb"),
    rgb("#b8c0ae"),
    rgb("#cf9f8b"),
  ]);
}

/** Steps on one side, an arch to the sky in the back wall, a few quiet bodies on the floor. */
function buildHall(stage: Stage): Hall {
  const random = randomOf(stage.seed, "hall");
  const side = stage.seed % 2 === 0 ? -1 : 1;
  const wall = wallColour(stage);
  const accent = stage.plan.accents.length > 1 ? stage.mood.accents[1] : rgb("#3f6f86");
  const solids: Solid[] = [];
  const narrow = stage.portrait ? 0.62 : 1;
  for (let k = 0; k < 6; k++) {
    const reach = (3.1 - k * 0.42) * narrow;
    const edge = side * 3.6 * narrow;
    const low = Math.min(edge, edge - side * reach);
    solids.push({
      kind: "box",
      low: [low, k * 0.28, 4.1],
      high: [low + reach, (k + 1) * 0.28, 6.9],
      tint: 0,
    });
  }
  const x = -side * 0.95 * narrow;
  solids.push({ kind: "ball", at: [x, 0.34, 4.3], radius: 0.34, tint: 1 });
  solids.push({
    kind: "box",
    low: [x + side * -0.85 - 0.24, 0, 5],
    high: [x + side * -0.85 + 0.24, 0.95, 5.48],
    tint: 2,
  });
  solids.push({ kind: "ball", at: [x + side * -0.85, 1.14, 5.24], radius: 0.19, tint: 2 });
  solids.push({
    kind: "ball",
    at: [side * random.range(0.1, 0.35) * narrow, 0.15, 3.5],
    radius: 0.15,
    tint: 2,
  });
  return {
    solids,
    tints: [wall, accent, mix(wall, rgb("#f6efe4"), 0.6)],
    arch: { x: -side * 0.35 * narrow, half: 0.85, spring: 1.9 },
  };
}

const inArch = (arch: Hall["arch"], x: number, y: number): boolean => {
  const dx = Math.abs(x - arch.x);
  if (dx > arch.half || y < 0) return false;
  return y < arch.spring || dx * dx + (y - arch.spring) ** 2 < arch.half * arch.half;
};

/** Sun through a tall opening in the unseen side wall, crossed by two bars; 0..1 with a soft edge. */
function sunThrough(x: number, y: number, z: number, sun: Vector): number {
  const wallX = sun[0] > 0 ? 5.2 : -5.2;
  const t = (wallX - x) / sun[0];
  const wy = y + sun[1] * t;
  const wz = z + sun[2] * t;
  const soft = 0.03 + 0.022 * t;
  const open =
    smoothstep(1.4 - soft, 1.4 + soft, wy) *
    smoothstep(7.2 + soft, 7.2 - soft, wy) *
    smoothstep(-2.6 - soft, -2.6 + soft, wz) *
    smoothstep(5.2 + soft, 5.2 - soft, wz);
  const bar =
    Math.min(1, Math.abs(wz - 3.1) / (0.12 + soft)) * Math.min(1, Math.abs(wy - 4.6) / (0.1 + soft));
  return open * smoothstep(0.55, 1, bar);
}

function surround(hall: Hall, ray: Ray, hit: Hit): boolean {
  const floor = ray.dy < 0 ? -ray.oy / ray.dy : Number.POSITIVE_INFINITY;
  const back = ray.dz > 0 ? (backZ - ray.oz) / ray.dz : Number.POSITIVE_INFINITY;
  const t = Math.min(floor, back);
  if (t >= hit.t) return false;
  hit.t = t;
  hit.tint = 0;
  hit.nx = 0;
  hit.ny = floor < back ? 1 : 0;
  hit.nz = floor < back ? 0 : -1;
  return floor >= back && inArch(hall.arch, ray.ox + ray.dx * t, ray.oy + ray.dy * t);
}

function paintHall(stage: Stage, hall: Hall, sun: Vector): Layer {
  const { mood } = stage;
  const factor = Math.min(1, 720 / stage.unit) * 0.8;
  const w = Math.round(stage.width * 1.14 * factor);
  const h = Math.round(stage.height * 1.14 * factor);
  const focal = Math.min(w, h) * (stage.portrait ? 1.05 : 1.02);
  const horizon = h * (stage.portrait ? 0.5 : 0.47);
  const hit: Hit = { t: 0, nx: 0, ny: 0, nz: 0, tint: 0 };
  const shade: Hit = { t: 0, nx: 0, ny: 0, nz: 0, tint: 0 };
  const key = mix(mood.sun, [255, 244, 226], 0.3);
  const dim = mood.dark ? 0.5 : 1;
  return paintPixels(w, h, (px, py, out) => {
    const rx = (px - w / 2) / focal;
    const ry = (horizon - py) / focal;
    const length = Math.hypot(rx, ry, 1);
    const ray: Ray = { ox: eye[0], oy: eye[1], oz: eye[2], dx: rx / length, dy: ry / length, dz: 1 / length };
    trace(hall.solids, ray, hit);
    out[3] = 1;
    if (surround(hall, ray, hit)) {
      const sky = skyColour(mood.sky, clamp(0.9 - ray.dy * 2.4));
      for (let c = 0; c < 3; c++) out[c] = sky[c] ?? 0;
      return;
    }
    const x = ray.ox + ray.dx * hit.t;
    const y = ray.oy + ray.dy * hit.t;
    const z = ray.oz + ray.dz * hit.t;
    const facing = clamp(hit.nx * sun[0] + hit.ny * sun[1] + hit.nz * sun[2]);
    let light = facing > 0 ? sunThrough(x, y, z, sun) * facing : 0;
    if (light > 0) {
      trace(
        hall.solids,
        {
          ox: x + hit.nx * 0.003,
          oy: y + hit.ny * 0.003,
          oz: z + hit.nz * 0.003,
          dx: sun[0],
          dy: sun[1],
          dz: sun[2],
        },
        shade,
      );
      if (shade.t < 30) light = 0;
    }
    const corner = clamp(
      0.45 +
        Math.min(y + (hit.ny > 0.5 ? 1 : 0), 1) * 0.3 +
        Math.min(backZ - z + (hit.nz < -0.5 ? 0.6 : 0), 1.4) * 0.2,
    );
    const contact = contactShade(hall, x, y, z, hit);
    const arch =
      Math.exp(-((x - hall.arch.x) ** 2 + (z - backZ) ** 2 * 0.5) * 0.35) * (hit.ny > 0.5 ? 0.26 : 0.05);
    const bounce = 0.31 + 0.1 * clamp(-hit.ny) + 0.06 * clamp(1.6 - y * 0.4);
    const tint = hall.tints[hit.tint] ?? hall.tints[0] ?? key;
    for (let c = 0; c < 3; c++) {
      const fill =
        (bounce * (0.5 + 0.5 * ((tint[c] ?? 0) / 255)) * 255 * 0.95 + (mood.sky[2][c] ?? 0) * arch) *
        corner *
        contact;
      out[c] =
        ((tint[c] ?? 0) / 255) *
        (fill * lerp(1, 0.62, mood.dark ? 1 : 0) * 1.5 + (key[c] ?? 0) * light * 0.92 * dim);
    }
  });
}

/** Darkness where bodies stand on the floor. */
function contactShade(hall: Hall, x: number, y: number, z: number, hit: Hit): number {
  if (hit.ny < 0.5 || y > 0.02) return 1;
  let open = 1;
  for (const solid of hall.solids) {
    if (solid.kind === "ball") {
      const d = Math.hypot(x - solid.at[0], z - solid.at[2]) / solid.radius;
      if (solid.at[1] < solid.radius * 1.2) open = Math.min(open, 0.35 + 0.65 * smoothstep(0.1, 1.5, d));
    } else if (solid.low[1] === 0) {
      const dx = Math.max(solid.low[0] - x, x - solid.high[0], 0);
      const dz = Math.max(solid.low[2] - z, z - solid.high[2], 0);
      open = Math.min(open, 0.5 + 0.5 * smoothstep(0, 0.55, Math.hypot(dx, dz)));
    }
  }
  return open;
}

function toward(side: number, rise: number, ahead: number): Vector {
  const length = Math.hypot(side, rise, ahead);
  return [side / length, rise / length, ahead / length];
}

/** A quiet hall in which the sun wanders over the wall while we look. */
export const buildInterior: FamilyBuilder = (stage) => {
  const { width, height, mood } = stage;
  const hall = buildHall(stage);
  const side = stage.seed % 2 === 0 ? 1 : -1;
  const high = stage.plan.time === "day" ? 0.95 : 0.66;
  const early = paintHall(stage, hall, toward(side, high, -0.5));
  const late = paintHall(stage, hall, toward(side, high * 0.86, -0.32));
  const beam = paintBeam(stage, side);
  const motes = createMotes(stage, {
    count: 46,
    colours: [mix(mood.sun, [255, 250, 240], 0.5)],
    size: 0.0042,
    alpha: 0.4,
    driftX: 0.007,
    driftY: 0.004,
    bottom: 0.85,
  });
  const place = (
    ctx: Ctx,
    layer: Layer,
    shot: { x: number; y: number; zoom: number; orbit: number },
  ): void => {
    const z = shot.zoom;
    const w = width * 1.14 * z;
    const h = height * 1.14 * z;
    const x = (width - w) / 2 - (shot.x + shot.orbit) * width * 0.055;
    ctx.drawImage(layer.canvas, x, (height - h) / 2 + shot.y * height * 0.055, w, h);
  };
  return (ctx, shot) => {
    ctx.imageSmoothingQuality = "high";
    place(ctx, early, shot);
    ctx.globalAlpha = clamp(shot.u);
    place(ctx, late, shot);
    ctx.globalCompositeOperation = "screen";
    ctx.globalAlpha = 0.75 + 0.08 * Math.sin(shot.t * 0.9);
    place(ctx, beam, { ...shot, zoom: shot.zoom * 1.03 });
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
    motes(ctx, shot);
  };
};

/** The lit air between the opening and the floor. */
function paintBeam(stage: Stage, side: number): Layer {
  const layer = createLayer(stage.width / 4, stage.height / 4);
  const { ctx, width, height } = layer;
  const from = side > 0 ? width * 1.1 : -width * 0.1;
  const to = side > 0 ? -1 : 1;
  ctx.filter = `blur(${Math.max(2, stage.unit * 0.012)}px)`;
  for (const shift of [0, 0.2]) {
    const gradient = ctx.createLinearGradient(from, 0, from + to * width * 0.9, height * 0.8);
    gradient.addColorStop(0, css(stage.mood.sun, 0.2));
    gradient.addColorStop(1, css(stage.mood.sun, 0));
    ctx.fillStyle = gradient;
    ctx.beginPath();
    ctx.moveTo(from, height * (shift - 0.12));
    ctx.lineTo(from, height * (shift + 0.05));
    ctx.lineTo(from + to * width * 0.85, height * (shift + 0.72));
    ctx.lineTo(from + to * width * 1.05, height * (shift + 0.52));
    ctx.fill();
  }
  ctx.filter = "none";
  return layer;
}
