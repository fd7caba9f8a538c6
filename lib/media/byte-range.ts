export type ByteRange = { start: number; end: number };

/**
 * The one range a Range header asks for, both ends inclusive. `all` where the header is absent, not understood or asks
 * for several ranges (a server may then send everything); `unsatisfiable` where it lies outside the file.
 */
export function byteRange(header: string | null, bytes: number): ByteRange | "all" | "unsatisfiable" {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (!match || (first === "" && last === "")) return "all";
  if (first === "") {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? "unsatisfiable" : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return "all";
  if (start >= bytes) return "unsatisfiable";
  return { start, end: last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1) };
}
