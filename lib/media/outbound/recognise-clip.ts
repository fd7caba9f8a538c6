import { type FileHandle, open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { type Box, isFiller, readBoxes } from "./boxes.ts";

/** `is`: what the file is instead of a clip, as the end of a sentence. */
export type Recognised =
  | { kind: "clip"; mimeType: "video/mp4" | "video/webm" }
  | { kind: "other"; is: string };

const headBytes = 4100;
/** A ZIP archive ends with its directory's end and a comment of at most 65,535 bytes (APPNOTE 4.3.16). */
const zipTailBytes = 22 + 65_535;
const fillerScannedMax = 1024 * 1024;

const mp4: ReadonlySet<string> = new Set(["video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp"]);
const webm: ReadonlySet<string> = new Set(["video/webm", "video/matroska", "video/x-matroska"]);

const markup = /<(?:!doctype\s+html|html|head|body|script|iframe|svg|object|embed|\?php)[\s>/]/i;
const webPage = /<(?:!doctype\s+html|html|head|body|script)[\s>]/i;

const other = (is: string): Recognised => ({ kind: "other", is });
const hidden = (what: string): Recognised => other(`a video in which ${what} is hidden`);

async function readPart(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const part = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(part, 0, bytes, at);
  return part.subarray(0, bytesRead);
}

function nameText(head: Buffer): string {
  const text = head.toString("utf8").replaceAll("\0", "");
  if (/<svg[\s>]/i.test(text)) return "an SVG picture";
  if (webPage.test(text)) return "a web page";
  if (/^\s*[{[]/.test(text)) return "a text that looks like JSON";
  return "no kind of file that is known here";
}

function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf("PK\x05\x06", undefined, "latin1"); at >= 0; ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
    if (at === 0) return false;
    at = tail.lastIndexOf("PK\x05\x06", at - 1, "latin1");
  }
  return false;
}

async function isMarkedUp(file: FileHandle, box: Box): Promise<boolean> {
  const part = await readPart(
    file,
    box.at + box.headBytes,
    Math.min(box.bytes - box.headBytes, fillerScannedMax),
  );
  return markup.test(part.toString("latin1"));
}

async function judgeMp4(file: FileHandle, size: number): Promise<Recognised> {
  const boxes = await readBoxes(file, size);
  if (!boxes) return hidden("something that is no part of it");
  for (const box of boxes) if (isFiller(box) && (await isMarkedUp(file, box))) return hidden("a web page");
  return { kind: "clip", mimeType: "video/mp4" };
}

async function recognise(file: FileHandle): Promise<Recognised> {
  const { size } = await file.stat();
  const head = await readPart(file, 0, headBytes);
  if (head.length === 0) return other("empty");
  const type = await fileTypeFromBuffer(head);
  const isMp4 = type !== undefined && mp4.has(type.mime);
  if (!isMp4 && !(type && webm.has(type.mime)))
    return other(type ? `a file of type ${type.mime}` : nameText(head));
  const tailBytes = Math.min(size, zipTailBytes);
  if (endsAsZip(await readPart(file, size - tailBytes, tailBytes))) return hidden("a ZIP archive");
  if (head.subarray(0, 1024).includes("%PDF-")) return hidden("a PDF");
  if (isMp4) return judgeMp4(file, size);
  return markup.test(head.toString("latin1"))
    ? hidden("a web page")
    : { kind: "clip", mimeType: "video/webm" };
}

/**
 * What a file is by its content, whatever it was called: a clip, or something else, or a clip that is something else
 * as well. Reads its first bytes, its last ones and the heads of its parts; nothing is decoded.
 */
export async function recogniseClip(path: string): Promise<Recognised> {
  const file = await open(path, "r");
  try {
    return await recognise(file);
  } finally {
    await file.close();
  }
}
