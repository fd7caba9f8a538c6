import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

export type File = { name: string; mimeType: string; buffer: Buffer };

const noisy = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#336699",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  });

/** A picture that does not compress, so that its bytes take their time. */
export async function picture(name: string, width = 640, height = 360): Promise<File> {
  return {
    name,
    mimeType: "image/png",
    buffer: await noisy(width, height).png({ compressionLevel: 1 }).toBuffer(),
  };
}

export async function photo(name: string): Promise<File> {
  const withPlace = noisy(800, 600)
    .jpeg({ quality: 80 })
    .withExif({ IFD3: { GPSLatitude: "59/1 20/1 0/1" } });
  return { name, mimeType: "image/jpeg", buffer: await withPlace.toBuffer() };
}

export async function truncatedPhoto(name: string): Promise<File> {
  const { buffer } = await photo(name);
  return { name, mimeType: "image/jpeg", buffer: buffer.subarray(0, Math.floor(buffer.length / 2)) };
}

export const text = (name: string, words: string, mimeType = "image/png"): File => ({
  name,
  mimeType,
  buffer: Buffer.from(words),
});

export const renamedSvg = (name: string): File =>
  text(name, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>');

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** A true PNG of 30,000 × 30,000 black pixels in about a hundred kilobytes. */
export function bomb(name: string): File {
  const side = 30_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(side * (side / 8 + 1)), { level: 9 });
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const buffer = Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return { name, mimeType: "image/png", buffer };
}

/** 21 MB that begin like a PNG. */
export async function oversized(name: string): Promise<File> {
  const { buffer } = await picture(name, 64, 64);
  return { name, mimeType: "image/png", buffer: Buffer.concat([buffer, Buffer.alloc(21 * 1024 * 1024)]) };
}
