import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFilm } from "#lib/render/film.ts";
import { decodeImage, makePosterAndSprite, probeVideo } from "./inspect.ts";

let folder: string;
const at = (name: string): string => join(folder, name);
const plain = () => sharp({ create: { width: 64, height: 48, channels: 3, background: "#468" } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inspect-"));
});
afterAll(() => rm(folder, { recursive: true }));

function crc(bytes: Buffer): number {
  let c = ~0;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
  }
  return ~c >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

/** A PNG of a few bytes that claims to be 30,000 pixels square. */
function bomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

async function frames(count: number): Promise<Buffer> {
  const pages = Array.from({ length: count }, (_, i) => Buffer.alloc(16 * 16 * 3, i * 60));
  const raw = { width: 16, height: 16 * count, channels: 3, pageHeight: 16 } as const;
  return sharp(Buffer.concat(pages), { raw })
    .webp({ loop: 0, delay: pages.map(() => 100) })
    .toBuffer();
}

describe("decodeImage refuses", () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  const cases: [string, string, () => Promise<Buffer>][] = [
    ["an empty file", "empty", async () => Buffer.alloc(0)],
    ["an SVG called .png", "svg", async () => Buffer.from(svg)],
    ["text called .jpg", "not_an_image", async () => Buffer.from("not a picture at all")],
    ["a GIF called .jpg", "unsupported_type", () => plain().gif().toBuffer()],
    ["a TIFF", "unsupported_type", () => plain().tiff().toBuffer()],
    ["an AVIF", "unsupported_type", () => plain().avif().toBuffer()],
    ["an animated WebP", "animated", () => frames(3)],
    ["a 900-megapixel bomb", "too_many_pixels", async () => bomb()],
    ["a JPEG header and nothing else", "truncated", async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ];
  it.each(cases)("%s", async (_, code, make) => {
    await writeFile(at("bad"), await make());
    const result = await decodeImage(at("bad"), at("bad.out"));
    expect(result).toMatchObject({ ok: false, code });
    expect(!result.ok && result.message).toMatch(/^[A-Z].*\.$/);
    await expect(stat(at("bad.out"))).rejects.toThrow("ENOENT");
  });

  it("a truncated JPEG", async () => {
    const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, i) => (i * 7919) % 251));
    await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
      .jpeg()
      .toFile(at("cut.jpg"));
    await truncate(at("cut.jpg"), Math.floor((await stat(at("cut.jpg"))).size / 2));
    expect(await decodeImage(at("cut.jpg"), at("cut.out"))).toMatchObject({ ok: false, code: "truncated" });
  });

  it("an oversized picture by naming its size", async () => {
    await writeFile(at("bomb.png"), bomb());
    const result = await decodeImage(at("bomb.png"), at("bomb.out"));
    expect(!result.ok && result.message).toContain("30000 × 30000");
  });
});

describe("decodeImage", () => {
  it("strips the place and turns the picture upright", async () => {
    const exif = { IFD0: { Make: "SECRETCAM" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } };
    await plain().withExif(exif).withMetadata({ orientation: 6 }).jpeg().toFile(at("gps.jpg"));
    expect((await sharp(at("gps.jpg")).metadata()).exif).toBeDefined();
    const result = await decodeImage(at("gps.jpg"), at("gps.out"));
    expect(result).toMatchObject({
      ok: true,
      image: { width: 48, height: 64, mimeType: "image/jpeg", originalMimeType: "image/jpeg" },
    });
    const metadata = await sharp(at("gps.out")).metadata();
    expect(metadata.exif ?? metadata.xmp ?? metadata.iptc).toBeUndefined();
    expect(await readFile(at("gps.out"), "latin1")).not.toContain("SECRETCAM");
  });

  it("keeps transparency, as WebP", async () => {
    await sharp({ create: { width: 20, height: 10, channels: 4, background: "#fff8" } })
      .png()
      .toFile(at("clear.png"));
    expect(await decodeImage(at("clear.png"), at("clear.out"))).toMatchObject({
      ok: true,
      image: { mimeType: "image/webp", originalMimeType: "image/png", width: 20, height: 10 },
    });
  });
});

describe("videos", () => {
  it("gives facts, poster and sprite", async () => {
    const film = { prompt: "sea at noon", width: 192, height: 108, durationSeconds: 1, fps: 24, seed: 1 };
    const quiet = { onProgress: () => undefined, onFallback: () => undefined };
    await makeFilm({ ...film, path: at("film.mp4"), encoder: "auto" }, quiet);
    const stills = await makePosterAndSprite(at("film.mp4"), folder);
    expect(stills).toMatchObject({
      ok: true,
      poster: { width: 192, height: 108 },
      sprite: { tileWidth: 192, tileHeight: 108, columns: 5, rows: 2, count: 10, width: 960, height: 216 },
    });
    const { channels } = await sharp(at("poster.jpg")).stats();
    expect(channels[2]?.mean).toBeGreaterThan(channels[0]?.mean ?? 255);
    const tiles = await sharp(at("sprite.jpg"))
      .extract({ left: 0, top: 0, width: 192, height: 216 })
      .raw()
      .toBuffer();
    expect(tiles.subarray(0, tiles.length / 2).equals(tiles.subarray(tiles.length / 2))).toBe(false);
  });

  it.each([
    ["an empty file", "empty", Buffer.alloc(0)],
    ["no video at all", "unrecognised", Buffer.from("hello, this is text")],
    [
      "an MP4 head and rubbish",
      "unreadable",
      Buffer.concat([Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp42", "latin1"), Buffer.alloc(900, 7)]),
    ],
  ])("refuses %s", async (_, code, bytes) => {
    await writeFile(at("bad.mp4"), bytes);
    const result = await probeVideo(at("bad.mp4"));
    expect(result.ok).toBe(false);
    if (code !== "unreadable") expect(result).toMatchObject({ code });
    expect((await makePosterAndSprite(at("bad.mp4"), folder)).ok).toBe(false);
  });
});
