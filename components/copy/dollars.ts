/** Dollars as typed to micro-USD: null where empty, undefined where it is no amount below a thousand. */
export function microsOf(text: string): number | null | undefined {
  const plain = text.trim().replace(/^\$/, "").replace(",", ".");
  if (plain === "") return null;
  return /^\d{0,3}(\.\d{0,6})?$/.test(plain) && /\d/.test(plain)
    ? Math.round(Number(plain) * 1_000_000)
    : undefined;
}

/** Micro-USD as it is typed: "1.20"; empty for none. */
export const dollarsOf = (micros: number | null): string =>
  micros === null ? "" : (micros / 1_000_000).toFixed(micros % 10_000 === 0 ? 2 : 4);
