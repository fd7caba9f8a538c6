import { TooLargeError } from "../storage/types.ts";

const shape = /^data:([^,]{0,200}),/i;

export const isDataUrl = (url: string): boolean => /^data:/i.test(url);

/** The bytes that a `data:` URL holds, read without asking anybody. Throws `TooLargeError` before it decodes too much. */
export function readDataUrl(url: string, bytesMax: number): Buffer {
  const head = shape.exec(url);
  if (!head) throw new Error("an inline output cannot be read");
  const content = url.slice(head[0].length);
  const isBase64 = /;\s*base64\s*$/i.test(head[1] ?? "");
  const bytesAtMost = isBase64 ? Math.ceil((content.length * 3) / 4) : content.length;
  if (bytesAtMost > bytesMax + 3) throw new TooLargeError(`More than ${bytesMax} bytes.`);
  return isBase64 ? Buffer.from(content, "base64") : Buffer.from(decodeURIComponent(content), "utf8");
}
