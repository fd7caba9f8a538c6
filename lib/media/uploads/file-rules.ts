import { extname } from "node:path";
import { assetBytesMax, assetMimeTypes } from "#lib/contract/asset.ts";

const types: ReadonlySet<string> = new Set(assetMimeTypes);
const extensions: ReadonlySet<string> = new Set([".jpg", ".jpeg", ".png", ".webp"]);
const nameLengthMax = 255;

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

export type ClaimedFile = { name: string; size: number; type: string };

/** Why a file may not be sent, in one sentence, by what its browser claims; the bytes are judged after they came. */
export function refuseClaim({ name, size, type }: ClaimedFile): string | undefined {
  if (!(size > 0)) return "This file is empty. Choose another one.";
  if (size > assetBytesMax)
    return `This file has ${megabytes(size)} MB. The most is ${assetBytesMax / 1024 / 1024} MB; make it smaller.`;
  if (type === "" && !extensions.has(extname(name).toLowerCase()))
    return "This file does not say what it is. Use a JPEG, PNG or WebP picture.";
  if (type !== "" && !types.has(type)) return `This is ${type}. Use a JPEG, PNG or WebP picture.`;
  if (name.length > nameLengthMax || !name.isWellFormed())
    return "The name of this file is too long or broken. Rename it and try again.";
  return undefined;
}

/** A file's name as it may be shown: its last part only, without control characters. */
export const shownName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, "")
    .replace(/\p{Cc}/gu, "")
    .slice(0, nameLengthMax)
    .trim() || "image";
