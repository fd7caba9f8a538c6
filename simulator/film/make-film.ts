import type { FrameEncoder } from "#lib/render/encode/encoder.ts";
import { createGrain, toI420 } from "#lib/render/encode/i420.ts";
import { openEncoderOf } from "#lib/render/encode/open.ts";
import type { FilmOrder } from "./order.ts";
import { createPicture } from "./picture.ts";
import { addTone } from "./tone.ts";

async function encode(order: FilmOrder, encoder: FrameEncoder): Promise<void> {
  const { width, height } = order;
  const picture = createPicture(order);
  const conversion = { width, height, saturation: 1, grain: createGrain(1, 0) };
  const buffers = [0, 1, 2, 3].map(() => new Uint8Array((width * height * 3) / 2));
  for (let i = 0; i < picture.frames; i++) {
    const frame = buffers[i % buffers.length];
    if (!frame) break;
    toI420(picture.frame(i), conversion, 0, frame);
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
