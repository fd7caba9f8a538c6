import { mix } from "../colour.ts";
import { clamp, smoothstep } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import { backZ, eye, type Hall, inArch, type Vector } from "./hall.ts";
import { skyColour } from "./sky.ts";
import { type Layer, paintPixels } from "./surface.ts";
import { type Hit, type Ray, trace } from "./trace.ts";

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

export function paintHall(stage: Stage, hall: Hall, sun: Vector): Layer {
  const { mood } = stage;
  const factor = Math.min(1, 720 / stage.unit) * 0.8;
  const w = Math.round(stage.width * 1.14 * factor);
  const h = Math.round(stage.height * 1.14 * factor);
  const focal = Math.min(w, h) * (stage.portrait ? 1.05 : 1.02);
  const horizon = h * (stage.portrait ? 0.5 : 0.47);
  const hit: Hit = { t: 0, nx: 0, ny: 0, nz: 0, tint: 0 };
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
    const spot: Spot = { x: ray.ox + ray.dx * hit.t, y: ray.oy + ray.dy * hit.t, z: ray.oz + ray.dz * hit.t };
    const light = sunAt(hall, spot, hit, sun) * 0.92 * dim;
    const still = stillLight(hall, spot, hit);
    const tint = hall.tints[hit.tint] ?? hall.tints[0] ?? key;
    for (let c = 0; c < 3; c++) {
      const own = (tint[c] ?? 0) / 255;
      const fill = (still.bounce * (0.5 + 0.5 * own) * 242 + (mood.sky[2][c] ?? 0) * still.arch) * still.open;
      out[c] = own * (fill * (mood.dark ? 0.93 : 1.5) + (key[c] ?? 0) * light);
    }
  });
}

type Spot = { x: number; y: number; z: number };
const shade: Hit = { t: 0, nx: 0, ny: 0, nz: 0, tint: 0 };

/** Sunlight on a spot, 0..1: through the opening, and past the bodies. */
function sunAt(hall: Hall, { x, y, z }: Spot, { nx, ny, nz }: Hit, sun: Vector): number {
  const facing = clamp(nx * sun[0] + ny * sun[1] + nz * sun[2]);
  const light = facing > 0 ? sunThrough(x, y, z, sun) * facing : 0;
  if (light <= 0) return 0;
  const off = 0.003;
  const back: Ray = {
    ox: x + nx * off,
    oy: y + ny * off,
    oz: z + nz * off,
    dx: sun[0],
    dy: sun[1],
    dz: sun[2],
  };
  trace(hall.solids, back, shade);
  return shade.t < 30 ? 0 : light;
}

/** Light that has been round the room: off the walls, in from the arch, less of it in corners. */
function stillLight(hall: Hall, { x, y, z }: Spot, hit: Hit): { bounce: number; arch: number; open: number } {
  const up = hit.ny > 0.5;
  const floorGap = Math.min(y + (up ? 1 : 0), 1);
  const wallGap = Math.min(backZ - z + (hit.nz < -0.5 ? 0.6 : 0), 1.4);
  const near = Math.exp(-((x - hall.arch.x) ** 2 + (z - backZ) ** 2 * 0.5) * 0.35);
  return {
    bounce: 0.31 + 0.1 * clamp(-hit.ny) + 0.06 * clamp(1.6 - y * 0.4),
    arch: near * (up ? 0.26 : 0.05),
    open: clamp(0.45 + floorGap * 0.3 + wallGap * 0.2) * contactShade(hall, x, y, z, hit),
  };
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

export function toward(side: number, rise: number, ahead: number): Vector {
  const length = Math.hypot(side, rise, ahead);
  return [side / length, rise / length, ahead / length];
}
