import { mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import { createLayer, type Layer, paintPixels } from "./surface.ts";

type Room = { wall: Rgb; table: Rgb; key: Rgb; fill: Rgb };

export function roomOf(stage: Stage): Room {
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
export function paintRoom(stage: Stage, room: Room, horizon: number): Layer {
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
