import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ALL_FORMATS, FilePathSource, Input, type InputVideoTrack } from "mediabunny";
import sharp, { type Sharp } from "sharp";
import { spriteGrid } from "#lib/contract/artifact.ts";
import { decodeAt, NoDecoder, type Picture } from "./frames.ts";
import type { StillsResult } from "./protocol.ts";
import { toRgb } from "./yuv-to-rgb.ts";

type Shown = { width: number; height: number; rotation: number };

function upright(picture: Picture, shown: Shown): Sharp {
  const raw = sharp(toRgb(picture), { raw: { width: picture.width, height: picture.height, channels: 3 } });
  return raw.rotate(shown.rotation).resize(shown.width, shown.height, { fit: "fill" });
}

/** How much there is to see: spread of luma, nothing for a picture that is almost black or white. */
function interest({ planes, width, height }: Picture): number {
  const step = 17;
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let i = 0; i < width * height; i += step) {
    const y = planes[i] ?? 0;
    sum += y;
    squares += y * y;
    count++;
  }
  const mean = sum / count;
  return mean < 22 || mean > 228 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
}

/** The picture nearest to 45 % of the clip among those that show enough. */
function choosePoster(pictures: readonly Picture[]): Picture | undefined {
  const most = Math.max(...pictures.map(interest));
  const ideal = pictures.length * 0.45;
  return pictures
    .map((picture, i) => ({ picture, away: Math.abs(i - ideal), enough: interest(picture) >= most * 0.7 }))
    .sort((a, b) => Number(b.enough) - Number(a.enough) || a.away - b.away)[0]?.picture;
}

async function writeStill(image: Sharp, quality: number, path: string) {
  const { data, info } = await image
    .jpeg({ quality, chromaSubsampling: "4:2:0" })
    .toBuffer({ resolveWithObject: true });
  await writeFile(path, data);
  const sha256 = createHash("sha256").update(data).digest("hex");
  return {
    path,
    mimeType: "image/jpeg",
    width: info.width,
    height: info.height,
    bytes: data.length,
    sha256,
  } as const;
}

async function writeSprite(pictures: readonly Picture[], shown: Shown, path: string) {
  const { columns, rows, count, tileWidth } = spriteGrid;
  const tileHeight = Math.max(2, Math.round((tileWidth * shown.height) / shown.width));
  const tiles = await Promise.all(
    Array.from({ length: count }, async (_, k) => {
      const picture = pictures[Math.min(k, pictures.length - 1)];
      if (!picture) throw new Error("No picture could be decoded");
      const input = await upright(picture, { ...shown, width: tileWidth, height: tileHeight })
        .raw()
        .toBuffer();
      const raw = { width: tileWidth, height: tileHeight, channels: 3 } as const;
      return { input, raw, left: (k % columns) * tileWidth, top: Math.floor(k / columns) * tileHeight };
    }),
  );
  const sheet = {
    width: tileWidth * columns,
    height: tileHeight * rows,
    channels: 3,
    background: "#000",
  } as const;
  const still = await writeStill(sharp({ create: sheet }).composite(tiles), 78, path);
  return { ...still, tileWidth, tileHeight, columns, rows, count };
}

async function stillsOf(track: InputVideoTrack, folder: string): Promise<StillsResult> {
  const places = Array.from({ length: spriteGrid.count }, (_, k) => (k + 0.5) / spriteGrid.count);
  const pictures = await decodeAt(track, places);
  const shown = {
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    rotation: await track.getRotation(),
  };
  const chosen = choosePoster(pictures);
  if (!chosen)
    return { ok: false, code: "unreadable", message: "No picture of this video could be decoded." };
  const poster = await writeStill(upright(chosen, shown), 86, join(folder, "poster.jpg"));
  const sprite = await writeSprite(pictures, shown, join(folder, "sprite.jpg"));
  return { ok: true, poster: { ...poster, atSeconds: chosen.seconds }, sprite };
}

/** Writes `poster.jpg` and `sprite.jpg` of a video into a folder. */
export async function writeStills(path: string, folder: string): Promise<StillsResult> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  try {
    const track = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
    if (!track) return { ok: false, code: "no_video_track", message: "This file has no picture." };
    return await stillsOf(track, folder);
  } catch (error) {
    if (error instanceof NoDecoder) {
      return { ok: false, code: "no_decoder", message: "This machine cannot decode this kind of video." };
    }
    return { ok: false, code: "unreadable", message: "This video could not be decoded." };
  } finally {
    input.dispose();
  }
}
