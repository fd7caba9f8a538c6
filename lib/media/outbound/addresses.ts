import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Whose a place is: anybody's in the internet, or one that an admin configured, which may stand beside us. */
export type Reach = "public" | "own";

/** Metadata services at addresses that are otherwise a machine's own or anybody's: Azure, Alibaba, AWS. */
const metadata: ReadonlySet<string> = new Set(["168.63.129.16", "100.100.100.200", "fd00:ec2::254"]);

const ownRanges: ReadonlySet<string> = new Set([
  "unicast",
  "loopback",
  "private",
  "carrierGradeNat",
  "uniqueLocal",
]);

/** IPv6 gives out addresses from here only; the rest is reserved or stands for an IPv4 address. */
const given: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

function mayReachPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== "unicast") return false;
  return address instanceof ipaddr.IPv4 || address.match(given);
}

/**
 * Whether a connection to this very address may be opened. Public: neither private, loopback, link-local, carrier-grade
 * NAT, multicast nor reserved (RFC 6890), and no IPv6 address that stands for an IPv4 one. Never a metadata service,
 * an address of a zone, or anything that is no address.
 */
export function mayConnect(address: string, reach: Reach): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  const exact = ipaddr.parse(address);
  const plain = ipaddr.process(address);
  if (metadata.has(plain.toString())) return false;
  return reach === "public" ? mayReachPublic(exact) : ownRanges.has(plain.range());
}
