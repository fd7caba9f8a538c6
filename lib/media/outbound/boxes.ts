import type { FileHandle } from "node:fs/promises";

export type Box = { type: string; at: number; headBytes: number; bytes: number };

const boxesMax = 20_000;
const name = /^[\x20-\x7e\xa9]{4}$/;

/** A box whose bytes are not pictures or sound that players read; what is hidden in a file is hidden there. */
export const isFiller = ({ type }: Box): boolean => !["mdat", "moov", "moof", "imda"].includes(type);

/** What a file that was cut off may break off in. */
const known: ReadonlySet<string> = new Set(
  "ftyp styp moov moof mdat imda free skip wide udta uuid meta mfra sidx ssix prft emsg pdin".split(" "),
);

async function readBox(file: FileHandle, at: number, end: number): Promise<Box | undefined> {
  const head = Buffer.alloc(16);
  const { bytesRead } = await file.read(head, 0, 16, at);
  const type = head.toString("latin1", 4, 8);
  if (bytesRead < 8 || !name.test(type)) return undefined;
  const short = head.readUInt32BE(0);
  if (short === 0) return { type, at, headBytes: 8, bytes: end - at };
  const isLong = short === 1;
  if (isLong && bytesRead < 16) return undefined;
  const bytes = isLong ? Number(head.readBigUInt64BE(8)) : short;
  const headBytes = isLong ? 16 : 8;
  return bytes >= headBytes ? { type, at, headBytes, bytes } : undefined;
}

/**
 * The outermost boxes of an MP4 file (ISO/IEC 14496-12, 4.2), only their heads read. Undefined where something that is
 * no box stands between them or behind the last; a file that breaks off in a box is only damaged.
 */
export async function readBoxes(file: FileHandle, end: number): Promise<Box[] | undefined> {
  const boxes: Box[] = [];
  for (let at = 0; at < end; ) {
    const box = await readBox(file, at, end);
    if (!box || boxes.length >= boxesMax) return undefined;
    const isCut = at + box.bytes > end;
    if (isCut && !known.has(box.type)) return undefined;
    boxes.push(isCut ? { ...box, bytes: end - at } : box);
    at += box.bytes;
  }
  return boxes;
}
