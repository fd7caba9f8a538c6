import { createHash } from "node:crypto";
import { open, writeFile } from "node:fs/promises";
import sharp, { type Metadata } from "sharp";
import { assetPixelsMax } from "#lib/contract/asset.ts";
import type { ImageRefusal, ImageResult } from "./protocol.ts";
import { type ImageSignature, isAnimatedPng, signatureOf } from "./signature.ts";

const refuse = (code: ImageRefusal["code"], message: string): ImageRefusal => ({ ok: false, code, message });
const mimeTypes = { jpeg: "image/jpeg", png: "image/png", webp: "image/webp" } as const;

const names: Partial<Record<ImageSignature, string>> = {
  gif: "a GIF",
  pdf: "a PDF",
  tiff: "a TIFF",
  bmp: "a BMP",
  heif: "a HEIC or AVIF picture",
  jxl: "a JPEG XL picture",
  video: "a video",
};

const headBytes = 64 * 1024;

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuseKind(signature: ImageSignature): ImageRefusal {
  if (signature === "svg") {
    return refuse("svg", "This is an SVG drawing, whatever its name says. Export it as PNG and try again.");
  }
  const name = names[signature];
  if (name) return refuse("unsupported_type", `This is ${name}. Use a JPEG, PNG or WebP picture.`);
  return refuse("not_an_image", "This file is not an image. Use a JPEG, PNG or WebP picture.");
}

function refuseSize({ width, height, pages }: Metadata): ImageRefusal | undefined {
  if ((pages ?? 1) > 1) return refuse("animated", "This image is animated. Use a still picture.");
  if (width * height <= assetPixelsMax) return undefined;
  const millions = Math.round((width * height) / 1e6);
  const limit = assetPixelsMax / 1e6;
  return refuse(
    "too_many_pixels",
    `This image is ${width} × ${height}, that is ${millions} megapixels. The most is ${limit}; make it smaller.`,
  );
}

/** Only the formats that an upload may have are ever opened. */
export function allowLoaders(): void {
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({
    operation: ["VipsForeignLoadJpegFile", "VipsForeignLoadPngFile", "VipsForeignLoadWebpFile"],
  });
  sharp.concurrency(1);
}

async function encode(path: string, hasAlpha: boolean) {
  const upright = sharp(path, { failOn: "error", limitInputPixels: assetPixelsMax })
    .autoOrient()
    .toColourspace("srgb");
  const written = hasAlpha
    ? upright.webp({ quality: 92, alphaQuality: 100 })
    : upright.jpeg({ quality: 92, chromaSubsampling: "4:4:4" });
  return written.toBuffer({ resolveWithObject: true });
}

/** Decodes an image file wholly and writes it anew; see `decodeImage`. */
export async function rewriteImage(path: string, outPath: string): Promise<ImageResult> {
  const head = await readHead(path);
  if (head.length === 0) return refuse("empty", "This file is empty. Choose another one.");
  const signature = signatureOf(head);
  if (signature !== "jpeg" && signature !== "png" && signature !== "webp") return refuseKind(signature);
  if (signature === "png" && isAnimatedPng(head)) {
    return refuse("animated", "This image is animated. Use a still picture.");
  }
  allowLoaders();
  let metadata: Metadata;
  try {
    metadata = await sharp(path, { limitInputPixels: false }).metadata();
  } catch {
    return refuse("truncated", "This image is damaged: it could not be opened. Save or download it again.");
  }
  const refusal = refuseSize(metadata);
  if (refusal) return refusal;
  try {
    const hasAlpha = metadata.hasAlpha === true;
    const { data, info } = await encode(path, hasAlpha);
    await writeFile(outPath, data, { mode: 0o600 });
    const image = {
      width: info.width,
      height: info.height,
      mimeType: hasAlpha ? "image/webp" : "image/jpeg",
      originalMimeType: mimeTypes[signature],
      bytes: data.length,
      sha256: createHash("sha256").update(data).digest("hex"),
    } as const;
    return { ok: true, image };
  } catch {
    return refuse("truncated", "This image is damaged: part of it is missing. Save or download it again.");
  }
}
