import { createGrain, toI420 } from "./encode/i420.ts";
import { type EncoderChoice, openEncoderOf } from "./encode/open.ts";
import { hash32 } from "./scene/random.ts";
import { createScene, type SceneInput } from "./scene/scene.ts";

export type FilmInput = SceneInput & { path: string; encoder: EncoderChoice };
export type FilmEvents = { onProgress(part: number): void; onFallback(reason: string): void };

/**
 * Draws and encodes a whole clip to `path`. Width and height must be even.
 * The same input gives the same decoded frames; progress runs from 0 to 1 and reaches 1 only when the file is written.
 */
export async function makeFilm(
  input: FilmInput,
  events: FilmEvents,
): Promise<{ frames: number; encoder: string }> {
  const { width, height, fps } = input;
  const encoder = await openEncoderOf(
    input.encoder,
    events.onFallback,
  )({ width, height, fps, path: input.path });
  const scene = await createScene(input);
  const conversion = {
    width,
    height,
    saturation: scene.saturation,
    grain: createGrain(input.seed, scene.grain),
  };
  const buffers = [0, 1, 2, 3].map(() => new Uint8Array((width * height * 3) / 2));
  for (let i = 0; i < scene.frames; i++) {
    const frame = buffers[i % buffers.length];
    if (!frame) break;
    toI420(scene.frame(i), conversion, hash32(`${input.seed}:${i}`) & 0xffff, frame);
    await encoder.add(frame);
    events.onProgress(((i + 1) / scene.frames) * 0.97);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await encoder.finish();
  events.onProgress(1);
  return { frames: scene.frames, encoder: encoder.name };
}
