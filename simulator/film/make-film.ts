import type { FrameEncoder } from "#lib/render/encode/encoder.ts";
import { createGrain, toI420 } from "#lib/render/encode/i420.ts";
import { openEncoderOf } from "#lib/render/encode/open.ts";
import type { FilmOrder } from "./order.ts";
import { createPicture, type Picture } from "./picture.ts";
import { addTone } from "./tone.ts";

/** Lays the changing rows over an I420 frame, plane by plane. */
function overlay(frame: Uint8Array, rows: Uint8Array, picture: Picture, width: number, height: number): void {
  const { strip } = picture;
  const luma = width * strip.height;
  const chroma = luma / 4;
  const u = width * height;
  const at = (strip.top * width) / 4;
  frame.set(rows.subarray(0, luma), strip.top * width);
  frame.set(rows.subarray(luma, luma + chroma), u + at);
  frame.set(rows.subarray(luma + chroma, luma + 2 * chroma), u + u / 4 + at);
}

async function encode(order: FilmOrder, encoder: FrameEncoder): Promise<void> {
  const { width, height } = order;
  const picture = createPicture(order);
  const look = { width, saturation: 1, grain: createGrain(1, 0) };
  const ground = new Uint8Array((width * height * 3) / 2);
  toI420(picture.ground, { ...look, height }, 0, ground);
  const rows = new Uint8Array((width * picture.strip.height * 3) / 2);
  const buffers = [0, 1, 2, 3].map(() => ground.slice());
  for (let i = 0; i < picture.frames; i++) {
    const frame = buffers[i % buffers.length];
    if (!frame) break;
    toI420(picture.frame(i), { ...look, height: picture.strip.height }, 0, rows);
    overlay(frame, rows, picture, width, height);
    await encoder.add(frame);
  }
  await encoder.finish();
}

/** Draws, encodes and, where asked and possible, sounds one clip. */
export async function makeFilm(order: FilmOrder): Promise<{ encoder: string; audio: boolean }> {
  const open = openEncoderOf("auto", () => undefined);
  const encoder = await open(order);
  await encode(order, encoder);
  const audio = order.audio && (await addTone(order.path, order.durationSeconds, order.fps));
  return { encoder: encoder.name, audio };
}
