import { writeFile } from "node:fs/promises";
import sharp from "sharp";
import { assetPixelsMax } from "#lib/contract/asset.ts";
import { allowLoaders } from "./image.ts";

type Fit = { path: string; outPath: string; width: number; height: number };

/** Writes the middle of an image, as large as the shape allows, at exactly the size asked for, as JPEG. */
export async function fitImage({ path, outPath, width, height }: Fit): Promise<{ ok: true; bytes: number }> {
  allowLoaders();
  const data = await sharp(path, { failOn: "error", limitInputPixels: assetPixelsMax })
    .flatten({ background: "#000" })
    .resize({ width, height, fit: "cover", position: "centre" })
    .jpeg({ quality: 92, chromaSubsampling: "4:4:4" })
    .toBuffer();
  await writeFile(outPath, data, { mode: 0o600 });
  return { ok: true, bytes: data.length };
}
