import { randomOf } from "../scene/random.ts";

const grainSize = 1 << 16;

/** Film grain as signed luma offsets; one table serves all frames, each starts elsewhere in it. */
export function createGrain(seed: number, strength: number): Int8Array {
  const random = randomOf(seed, "grain");
  const grain = new Int8Array(grainSize);
  for (let i = 0; i < grainSize; i++) {
    grain[i] = Math.round((random.next() + random.next() + random.next() - 1.5) * 2 * strength);
  }
  return grain;
}

export type Conversion = {
  width: number;
  height: number;
  /** Factor on chroma; 0 is black and white. */
  saturation: number;
  grain: Int8Array;
};

/** Opaque RGBA to I420, BT.709 limited range, in integer arithmetic: the same bytes on every machine. */
export function toI420(rgba: Uint8Array, conversion: Conversion, grainStart: number, out: Uint8Array): void {
  const { width, height, grain } = conversion;
  const source = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  const chroma = Math.round(conversion.saturation * 256);
  let u = width * height;
  let v = u + (width >> 1) * (height >> 1);
  let g = grainStart;
  const luma = (pixel: number): number => {
    const y =
      (11966 * (pixel & 255) + 40254 * ((pixel >> 8) & 255) + 4064 * ((pixel >> 16) & 255) + 1081344) >> 16;
    g = (g + 1) & (grainSize - 1);
    const grained = y + (grain[g] ?? 0);
    return Math.max(16, Math.min(grained, 235));
  };
  for (let row = 0; row < height; row += 2) {
    g = (g + 7919) & (grainSize - 1);
    for (let i = row * width, j = i + width, end = j; i < end; i += 2, j += 2) {
      const a = source[i] ?? 0;
      const b = source[i + 1] ?? 0;
      const c = source[j] ?? 0;
      const d = source[j + 1] ?? 0;
      out[i] = luma(a);
      out[i + 1] = luma(b);
      out[j] = luma(c);
      out[j + 1] = luma(d);
      const r = (a & 255) + (b & 255) + (c & 255) + (d & 255);
      const gr = ((a >> 8) & 255) + ((b >> 8) & 255) + ((c >> 8) & 255) + ((d >> 8) & 255);
      const bl = ((a >> 16) & 255) + ((b >> 16) & 255) + ((c >> 16) & 255) + ((d >> 16) & 255);
      const cb = (-6596 * r - 22189 * gr + 28784 * bl + 131072) >> 18;
      const cr = (28784 * r - 26145 * gr - 2639 * bl + 131072) >> 18;
      out[u++] = Math.max(16, Math.min(240, 128 + ((cb * chroma) >> 8)));
      out[v++] = Math.max(16, Math.min(240, 128 + ((cr * chroma) >> 8)));
    }
  }
}
