import { encodeTime, monotonicFactory } from "ulid";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const entropyBytes = 10;

/** A new time-sortable id; ids made by one process never go backwards. */
export const newId = monotonicFactory();

function encodeEntropy(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let digit = 0; digit < 16; digit++) {
    text = (alphabet[Number(bits & 31n)] ?? "0") + text;
    bits >>= 5n;
  }
  return text;
}

/**
 * Ids for the events of one request. The SDK repeats its seed (`<ms>,<base64 of 10 bytes>`) on every retry of one
 * send, so the same request gives the same ids; without a usable seed they are new.
 */
export function eventIds(seed: string | undefined, count: number): string[] {
  const [time = "", entropy = ""] = seed?.split(",") ?? [];
  const bytes = Buffer.from(entropy, "base64");
  if (!/^\d{1,14}$/.test(time) || bytes.length !== entropyBytes)
    return Array.from({ length: count }, () => newId());
  const tail = bytes.readUInt32BE(6);
  return Array.from({ length: count }, (_, index) => {
    const own = Buffer.from(bytes);
    own.writeUInt32BE((tail + index + 1) >>> 0, 6);
    return encodeTime(Number(time), 10) + encodeEntropy(own);
  });
}
