import type { Picture } from "./frames.ts";

/** Decoded planes as RGB bytes, by the picture's own colour matrix and range. */
export function toRgb(picture: Picture): Uint8Array {
  const { width, height, planes, format, fullRange, matrix } = picture;
  const out = new Uint8ClampedArray(width * height * 3);
  const half = (width + 1) >> 1;
  const uStart = width * height;
  const vStart = format === "I420" ? uStart + half * ((height + 1) >> 1) : uStart + 1;
  const stride = format === "I420" ? half : half * 2;
  const step = format === "I420" ? 1 : 2;
  const [kr, kb] = matrix === "bt709" ? [0.2126, 0.0722] : [0.299, 0.114];
  const yScale = fullRange ? 1 : 255 / 219;
  const cScale = fullRange ? 1 : 255 / 224;
  const yZero = fullRange ? 0 : 16;
  const rv = 2 * (1 - kr) * cScale;
  const bu = 2 * (1 - kb) * cScale;
  const gu = (bu * kb) / (1 - kr - kb);
  const gv = (rv * kr) / (1 - kr - kb);
  let o = 0;
  for (let y = 0; y < height; y++) {
    const row = (y >> 1) * stride;
    for (let x = 0; x < width; x++) {
      const luma = ((planes[y * width + x] ?? 0) - yZero) * yScale;
      const c = row + (x >> 1) * step;
      const u = (planes[uStart + c] ?? 128) - 128;
      const v = (planes[vStart + c] ?? 128) - 128;
      out[o++] = luma + rv * v;
      out[o++] = luma - gu * u - gv * v;
      out[o++] = luma + bu * u;
    }
  }
  return new Uint8Array(out.buffer);
}
