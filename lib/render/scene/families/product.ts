import type { Shot } from "../camera.ts";
import { css, mix } from "../colour.ts";
import { glowSprite, softEllipse } from "../paint/glow.ts";
import { createLathe, curve, type Lathe, type LatheLight } from "../paint/lathe.ts";
import { createMotes } from "../paint/particles.ts";
import type { Ctx, Layer } from "../paint/surface.ts";
import { paintRoom, roomOf } from "../paint/table-top.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";
import { chooseVessels, type Vessel } from "../subjects/vessels.ts";

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

const dust = { count: 26, size: 0.004, alpha: 0.34, driftX: 0.008, driftY: -0.006, bottom: 0.75 } as const;
const shiny = new Set(["wet", "slate", "glass", "black", "marble", "reflection", "water"]);

function placeVessels(stage: Stage): Placed[] {
  const detail = Math.min(1, 720 / stage.unit);
  return chooseVessels(stage.plan, stage.mood.accents).map((vessel) => {
    const size = Math.max(24, vessel.tall * stage.unit * 1.1 * detail);
    return { vessel, lathe: createLathe(vessel.look, size) };
  });
}

function drawRoom(stage: Stage, ctx: Ctx, backdrop: Layer, shot: Shot, horizon: number): void {
  const { width, height } = stage;
  const z = 1 + (shot.zoom - 1) * 0.5;
  const w = backdrop.width * z;
  const h = backdrop.height * z;
  const x = (width - w) / 2 - (shot.x + shot.orbit * 0.7) * width * 0.03;
  const top = height * horizon - h * horizon + shot.y * height * 0.03;
  ctx.drawImage(backdrop.canvas, x, Math.min(0, Math.max(height - h, top)), w, h);
}

/** Turned bodies on a table; the light wanders while the camera moves in. */
export const buildProduct: FamilyBuilder = (stage) => {
  const { width, height, unit, plan } = stage;
  const horizon = stage.portrait ? 0.66 : 0.68;
  const room = roomOf(stage);
  const backdrop = paintRoom(stage, room, horizon);
  const placed = placeVessels(stage);
  const big = stage.portrait ? 1.16 : 1;
  const gloss = plan.words.some((word) => shiny.has(word)) ? 0.42 : 0.2;
  const motes = createMotes(stage, { ...dust, colours: [room.key] });
  const glow = glowSprite(room.key, 256);
  return (ctx, shot) => {
    const across = shot.x + shot.orbit * 0.7;
    drawRoom(stage, ctx, backdrop, shot, horizon);
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
