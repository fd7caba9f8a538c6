export type ImageSignature =
  | "jpeg"
  | "png"
  | "webp"
  | "gif"
  | "svg"
  | "pdf"
  | "tiff"
  | "bmp"
  | "heif"
  | "jxl"
  | "video"
  | "unknown";

const starts = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

/** What the first bytes (4 KB are enough) say a file is, whatever it is called. */
export function signatureOf(bytes: Uint8Array): ImageSignature {
  if (starts(bytes, "\xff\xd8\xff")) return "jpeg";
  if (starts(bytes, "\x89PNG\r\n\x1a\n")) return "png";
  if (starts(bytes, "RIFF") && starts(bytes, "WEBP", 8)) return "webp";
  if (starts(bytes, "GIF8")) return "gif";
  if (starts(bytes, "%PDF")) return "pdf";
  if (starts(bytes, "II*\0") || starts(bytes, "MM\0*")) return "tiff";
  if (starts(bytes, "BM")) return "bmp";
  if (starts(bytes, "\xff\x0a") || starts(bytes, "JXL ", 4)) return "jxl";
  if (starts(bytes, "ftyp", 4)) {
    const brand = String.fromCharCode(...bytes.subarray(8, 12));
    return ["heic", "heix", "hevc", "mif1", "msf1", "avif", "avis"].includes(brand) ? "heif" : "video";
  }
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes).replace(/\0/g, "").toLowerCase();
  return /<svg[\s>]/.test(text) ? "svg" : "unknown";
}

/** True when a PNG announces an animation before its first picture. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 8 <= bytes.byteLength) {
    if (starts(bytes, "acTL", at + 4)) return true;
    if (starts(bytes, "IDAT", at + 4)) return false;
    at += view.getUint32(at) + 12;
  }
  return false;
}
