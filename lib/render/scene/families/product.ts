import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { glowSprite, softEllipse } from "../paint/glow.ts";
import { createLathe, curve, type Lathe, type LatheLight } from "../paint/lathe.ts";
import { createMotes } from "../paint/particles.ts";
import { type Ctx, createLayer, type Layer, paintPixels } from "../paint/surface.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";
import { chooseVessels, type Vessel } from "../subjects/vessels.ts";

type Room = { wall: Rgb; table: Rgb; key: Rgb; fill: Rgb };

function roomOf(stage: Stage): Room {
  const { plan, mood } = stage;
  const has = (...names: string[]): boolean => names.some((name) => plan.words.includes(name));
  const key: Rgb = mood.dark ? [255, 226, 190] : plan.time === "golden" ? [255, 232, 196] : [255, 248, 236];
  const base = plan.accents.length > 0 ? mix(stage.mood.accents[0], rgb("#8d8982"), 0.72) : rgb("#9b978c");
  const wall = mood.dark || has("dark", "moody", "black") ? mix(base, rgb("#16161a"), 0.74) : base;
  const table = has("slate", "marble", "wet", "stone", "black")
    ? mix(wall, rgb("#25282c"), 0.62)
    : mix(wall, rgb("#4c463d"), 0.35);
  return { wall, table, key, fill: mix(wall, rgb("#8fa0b4"), 0.45) };
}

/** Wall and table in one: a pool of light from the side, the edge between them soft. */
function paintRoom(stage: Stage, room: Room, horizon: number): Layer {
  const noise = createNoise(stage.seed, "plaster");
  const w = Math.round(stage.width * 1.16 * 0.5);
  const h = Math.round(stage.height * 1.16 * 0.5);
  const unit = stage.unit * 0.5;
  const edge = h * horizon;
  const soft = paintPixels(w, h, (x, y, out) => {
    const dx = (x - w * 0.44) / unit;
    const dy = (y - edge + unit * 0.26) / unit;
    const pool = Math.exp(-(dx * dx * 0.85 + dy * dy * 1.3) * 1.1);
    const plaster = fbm(noise, (x / unit) * 5, (y / unit) * 5, 4);
    const onTable = smoothstep(edge - unit * 0.004, edge + unit * 0.012, y);
    const depth = clamp((y - edge) / (h - edge));
    const far = 1 / (0.12 + depth);
    const stone = fbm(noise, dx * far * 0.9 + 50, far * 3.4, 5);
    const wall = 0.24 + 0.98 * pool + plaster * 0.045;
    const table =
      lerp(0.86, 0.34, depth) * (0.3 + 0.8 * Math.exp(-dx * dx * 0.9)) + stone * 0.16 * (0.5 + depth);
    const bounce = Math.exp(-Math.abs(y - edge) / (unit * 0.05)) * 0.07;
    const light = lerp(wall, table, onTable) - bounce;
    for (let c = 0; c < 3; c++) {
      out[c] =
        lerp(room.wall[c] ?? 0, room.table[c] ?? 0, onTable) *
        light *
        lerp(1, (room.key[c] ?? 255) / 255, pool) *
        1.12;
    }
    out[3] = 1;
  });
  const layer = createLayer(stage.width * 1.16, stage.height * 1.16);
  layer.ctx.imageSmoothingQuality = "high";
  layer.ctx.drawImage(soft.canvas, 0, 0, layer.width, layer.height);
  return layer;
}

type Placed = { vessel: Vessel; lathe: Lathe };

function drawVessel(
  ctx: Ctx,
  placed: Placed,
  at: { x: number; y: number; zoom: number; unit: number; wet: number },
): void {
  const { layer, body, rim } = placed.lathe;
  const k = (placed.vessel.tall * at.unit * at.zoom) / body;
  const tall = layer.height * k;
  const wide = layer.width * k;
  const top = at.y - body * k;
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.scale(1, -1);
  ctx.globalAlpha = at.wet;
  ctx.drawImage(layer.canvas, -wide / 2, -body * k - (tall - body * k) * 1.6, wide, tall);
  ctx.restore();
  softEllipse(ctx, "rgba(6,6,8,0.78)", at.x, at.y + (tall - body * k) * 0.55, wide * 0.56, wide * 0.1);
  if (rim > 2) {
    const inside = mix(
      placed.vessel.look.albedo,
      placed.vessel.open ? [20, 14, 12] : [255, 250, 240],
      placed.vessel.open ? 0.72 : 0.12,
    );
    ctx.fillStyle = css(inside);
    ctx.beginPath();
    ctx.ellipse(at.x, top, rim * k, rim * k * curve, 0, 0, 7);
    ctx.fill();
  }
  ctx.drawImage(layer.canvas, at.x - wide / 2, top, wide, tall);
}

function drawShadow(
  ctx: Ctx,
  placed: Placed,
  at: { x: number; y: number; zoom: number; unit: number },
  side: number,
): void {
  const tall = placed.vessel.tall * at.unit * at.zoom;
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.transform(1, 0, -side * 1.1, 0.2, 0, 0);
  softEllipse(ctx, "rgba(8,7,10,0.5)", 0, -tall * 0.36, tall * 0.3, tall * 0.62);
  ctx.restore();
}

/** Turned bodies on a table; the light wanders while the camera moves in. */
export const buildProduct: FamilyBuilder = (stage) => {
  const { width, height, unit, plan } = stage;
  const horizon = stage.portrait ? 0.66 : 0.68;
  const room = roomOf(stage);
  const backdrop = paintRoom(stage, room, horizon);
  const detail = Math.min(1, 720 / unit);
  const placed = chooseVessels(plan, stage.mood.accents).map((vessel) => ({
    vessel,
    lathe: createLathe(vessel.look, Math.max(24, vessel.tall * unit * 1.1 * detail)),
  }));
  const big = stage.portrait ? 1.16 : 1;
  const gloss = plan.words.some((word) =>
    ["wet", "slate", "glass", "black", "marble", "reflection", "water"].includes(word),
  )
    ? 0.42
    : 0.2;
  const motes = createMotes(stage, {
    count: 26,
    colours: [room.key],
    size: 0.004,
    alpha: 0.34,
    driftX: 0.008,
    driftY: -0.006,
    bottom: 0.75,
  });
  const glow = glowSprite(room.key, 256);
  return (ctx, shot) => {
    const z = 1 + (shot.zoom - 1) * 0.5;
    const across = shot.x + shot.orbit * 0.7;
    const w = backdrop.width * z;
    const h = backdrop.height * z;
    const top = height * horizon - backdrop.height * horizon * z + shot.y * height * 0.03;
    ctx.drawImage(
      backdrop.canvas,
      (width - w) / 2 - across * width * 0.03,
      Math.min(0, Math.max(height - h, top)),
      w,
      h,
    );
    const side = -0.78 + 0.3 * Math.sin((shot.u - 0.5) * 1.8) + shot.orbit * 0.35;
    const light: LatheLight = {
      side,
      key: room.key,
      fill: room.fill,
      rim: mix(room.wall, [255, 255, 255], 0.35),
    };
    const spots = placed.map((each) => ({
      each,
      zoom: (1 + (shot.zoom - 1) * 1.25) * big,
      x: width * 0.5 + each.vessel.x * unit * big - across * unit * (0.05 + 0.045 * (1 - each.vessel.back)),
      y: height * horizon + unit * (0.14 - each.vessel.back * 0.2) * big + shot.y * height * 0.02,
    }));
    for (const { each, zoom, x, y } of spots) drawShadow(ctx, each, { x, y, zoom, unit }, side);
    for (const { each, zoom, x, y } of spots) {
      each.lathe.light(light);
      drawVessel(ctx, each, { x, y, zoom, unit, wet: gloss });
    }
    ctx.globalCompositeOperation = "lighter";
    ctx.globalAlpha = 0.1;
    ctx.drawImage(glow.canvas, width * (0.5 + side * 0.62) - unit, -unit * 0.7, unit * 2, unit * 2);
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
    motes(ctx, shot);
  };
};
