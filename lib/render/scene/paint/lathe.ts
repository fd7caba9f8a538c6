import type { Rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, lerp, smoothstep } from "../numbers.ts";
import { createPixels, type Layer } from "./surface.ts";

/** Half widths from top to bottom at heights 0..1, in units of the body's height. */
export type Profile = readonly (readonly [height: number, radius: number])[];

export type LatheLook = {
  profile: Profile;
  albedo: Rgb;
  /** Second glaze, running down from the top; the same as `albedo` for none. */
  glaze: Rgb;
  /** 0 is chalk, 1 polished. */
  gloss: number;
  /** Fine specks, 0..1. */
  speckle: number;
  /** Light passes through: glass and liquids. */
  clear: boolean;
  seed: number;
};

export type LatheLight = {
  /** Where the key light stands: -1 left .. 1 right. */
  side: number;
  key: Rgb;
  fill: Rgb;
  rim: Rgb;
};

function radiusAt(profile: Profile, y: number): number {
  const last = profile.length - 1;
  let i = 0;
  while (i < last - 1 && y > (profile[i + 1]?.[0] ?? 1)) i++;
  const [y1, r1] = profile[i] ?? [0, 0];
  const [y2, r2] = profile[i + 1] ?? [1, r1];
  const [y0, r0] = profile[i - 1] ?? [y1, r1];
  const [y3, r3] = profile[i + 2] ?? [y2, r2];
  const span = Math.max(1e-6, y2 - y1);
  const tangent = (dy: number, dr: number): number => (dy <= 0 ? 0 : (dr / dy) * span);
  const limit = 3 * Math.abs(r2 - r1);
  const m1 = clamp(tangent(y2 - y0, r2 - r0), -limit, limit);
  const m2 = clamp(tangent(y3 - y1, r3 - r1), -limit, limit);
  const t = clamp((y - y1) / span);
  const h = t * t * (3 - 2 * t);
  return r1 + (r2 - r1) * h + m1 * t * (1 - t) * (1 - t) - m2 * t * t * (1 - t);
}

/** How round a level edge looks from a camera a little above it. */
export const curve = 0.13;

/** The light has to wander this far before the body is shaded again: less is not seen. */
const relightStep = 0.009;

type Body = {
  look: LatheLook;
  size: number;
  radii: Float64Array;
  slopes: Float64Array;
  texture: Float32Array;
  half: number;
};

function measure(look: LatheLook, size: number): Body {
  const radii = new Float64Array(size);
  for (let y = 0; y < size; y++) radii[y] = radiusAt(look.profile, (y + 0.5) / size) * size;
  const widest = radii.reduce((most, r) => Math.max(most, r), 0);
  const slopes = new Float64Array(size);
  for (let y = 0; y < size; y++) {
    slopes[y] = ((radii[Math.min(size - 1, y + 2)] ?? 0) - (radii[Math.max(0, y - 2)] ?? 0)) / 4;
  }
  const half = Math.ceil(widest) + 2;
  const noise = createNoise(look.seed, "glaze");
  const texture = new Float32Array(size * half * 2);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < half * 2; x++) {
      texture[y * half * 2 + x] =
        fbm(noise, (x / size) * 9, (y / size) * 9, 4) + 0.6 * Math.max(0, noise(x / 2.1, y / 2.1) - 0.55);
    }
  }
  return { look, size, radii, slopes, texture, half };
}

/** Bright strip of a tall window mirrored in a curved side. */
const strip = (nx: number, at: number, wide: number): number =>
  smoothstep(at - wide, at - wide * 0.55, nx) * smoothstep(at + wide, at + wide * 0.55, nx);

/** The key light itself and the tall window, mirrored in the glaze. */
function shineOf(
  look: LatheLook,
  side: number,
  at: { nx: number; ny: number; flat: number; v: number },
): number {
  const hx = at.nx - side * 0.46;
  const hy = at.ny + 0.34;
  const spark = Math.exp(-(hx * hx + hy * hy) * lerp(7, 75, look.gloss)) * 0.85;
  const window =
    strip(at.flat, side * 0.56, 0.13) * smoothstep(0.02, 0.16, at.v) * smoothstep(0.98, 0.8, at.v);
  return look.gloss * (spark + window * 0.42);
}

function shadeRow(body: Body, light: LatheLight, y: number, data: Uint8ClampedArray): void {
  const { look, radii, slopes, size, half, texture } = body;
  const lx = light.side * 0.74;
  for (let x = 0; x < half * 2; x++) {
    const i = (y * half * 2 + x) * 4;
    const off = x + 0.5 - half;
    const near = radii[Math.min(size - 1, y)] ?? 0;
    const row = Math.round(y - curve * Math.sqrt(Math.max(0, near * near - off * off)));
    const radius = row < 0 || row >= size ? 0 : (radii[row] ?? 0);
    const slope = slopes[row] ?? 0;
    const v = row / size;
    const cover = clamp(radius - Math.abs(off) + 0.5);
    if (cover <= 0) {
      data[i + 3] = 0;
      continue;
    }
    const flat = clamp(off / Math.max(1, radius), -0.999, 0.999);
    const round = Math.sqrt(1 - flat * flat);
    const length = Math.sqrt(1 + slope * slope);
    const nx = flat / length;
    const ny = -slope / length;
    const nz = round / length;
    const facing = nx * lx + ny * -0.5 + nz * 0.46;
    const lit = clamp(facing * 0.86 + 0.2) ** 1.25;
    const shine = shineOf(look, light.side, { nx, ny, flat, v });
    const edge = (1 - nz) ** 3.2 * 0.34 + strip(flat, -light.side * 0.86, 0.09) * 0.15;
    const low = smoothstep(1, 0.8, v);
    const glazed = smoothstep(0.62, 0.3, v);
    const grain = texture[row * half * 2 + x] ?? 0;
    const tone = 1 + grain * (0.16 - 0.12 * look.gloss) - look.speckle * Math.max(0, grain - 0.32) * 1.5;
    const through = look.clear ? round * 0.5 + strip(flat, -light.side * 0.4, 0.5) * 0.35 : 0;
    for (let c = 0; c < 3; c++) {
      const base = lerp(look.albedo[c] ?? 0, look.glaze[c] ?? 0, glazed) * tone;
      const diffuse =
        (base / 255) *
        ((light.key[c] ?? 0) * lit * 1.02 + (light.fill[c] ?? 0) * (0.24 + 0.16 * ny + 0.1 * (1 - low)));
      const glass = diffuse + (base / 255) * (light.key[c] ?? 0) * through;
      data[i + c] = glass + (light.key[c] ?? 0) * shine + (light.rim[c] ?? 0) * edge;
    }
    data[i + 3] = 255 * cover;
  }
}

/** `body` is the height without the curve of the foot, `rim` the half width at the top. */
export type Lathe = { layer: Layer; body: number; rim: number; light(light: LatheLight): void };

/** A turned body that can be lit anew for each frame; its layer is as high as `size`. */
export function createLathe(look: LatheLook, size: number): Lathe {
  const body = measure(look, Math.round(size));
  const foot = Math.ceil((body.radii[body.size - 1] ?? 0) * curve) + 1;
  const pixels = createPixels(body.half * 2, body.size + foot);
  let shown = Number.NaN;
  return {
    layer: pixels.layer,
    body: body.size,
    rim: body.radii[0] ?? 0,
    light: (light) => {
      if (Math.abs(light.side - shown) < relightStep) return;
      shown = light.side;
      for (let y = 0; y < pixels.height; y++) shadeRow(body, light, y, pixels.data);
      pixels.show();
    },
  };
}
