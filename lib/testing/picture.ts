import sharp from "sharp";
import type { SourceImage } from "#lib/providers/types.ts";

/** A real picture that only its owner can read, of at least `bytes`: decoders do not mind what follows its end. */
export async function realPicture(bytes: number): Promise<SourceImage> {
  const create = { width: 1280, height: 720, channels: 3, background: "#884422" } as const;
  const png = await sharp({ create }).png().toBuffer();
  const padded = new Uint8Array(Math.max(bytes, png.length));
  padded.set(png);
  return { mimeType: "image/png", bytes: padded.length, url: undefined, read: async () => padded };
}
