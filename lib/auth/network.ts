import { isIPv4, isIPv6 } from "node:net";

function widen(address: string): string {
  const halves = address.split("::");
  const left = (halves[0] ?? "").split(":").filter(Boolean);
  if (halves.length === 1) return left.slice(0, 4).join(":");
  const right = (halves[1] ?? "").split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}

/**
 * The network a request came from: the address the nearest proxy, or `tameRequests` where there is none, put last
 * into X-Forwarded-For; an IPv6 address counts by its /64, which one household or machine holds whole.
 */
export function networkOf(forwardedFor: string | null | undefined): string {
  const last = (forwardedFor ?? "").split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(address)) return address;
  return isIPv6(address) ? `${widen(address.toLowerCase())}::/64` : "unknown";
}
