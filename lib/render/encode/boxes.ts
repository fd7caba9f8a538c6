const containers = new Set(["moov", "trak", "mdia"]);
const dated = new Set(["mvhd", "tkhd", "mdhd"]);

/** Sets every creation and modification time of an MP4 to zero, in place: equal pictures then give equal bytes. */
export function clearTimestamps(file: Uint8Array): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const walk = (from: number, to: number): void => {
    let at = from;
    while (at + 8 <= to) {
      const declared = view.getUint32(at);
      const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
      const header = declared === 1 ? 16 : 8;
      if (declared === 1 && at + 16 > to) return;
      const size = declared === 1 ? Number(view.getBigUint64(at + 8)) : declared || to - at;
      if (size < header || at + size > to) return;
      if (containers.has(type)) walk(at + header, at + size);
      if (dated.has(type))
        file.fill(0, at + header + 4, at + header + 4 + (file[at + header] === 1 ? 16 : 8));
      at += size;
    }
  };
  walk(0, file.byteLength);
}
