import { isIP } from "node:net";
import { isPublicUrl } from "#lib/providers/reach.ts";
import type { Provider } from "#lib/providers/types.ts";
import type { Reach } from "./addresses.ts";

/** Where a vendor's outputs may lie, and whether it is one in the internet. */
export type Places = Pick<Provider, "kind" | "outputHosts">;

export type RefusedBecause = "scheme" | "credentials" | "port" | "host" | "address" | "redirects";

const words: Record<RefusedBecause, string> = {
  scheme: "it is not https",
  credentials: "its link carries a name or a password",
  port: "its port is none that outputs lie at",
  host: "this host is not allowed for the vendor",
  address: "its address is not one of the internet",
  redirects: "it leads ever further",
};

const hostLengthMax = 100;

/** A place that is not read. Names the host, never the link, which may be a key to the file. */
export class PlaceRefused extends Error {
  readonly host: string;
  readonly because: RefusedBecause;
  constructor(host: string, because: RefusedBecause) {
    const named = host.slice(0, hostLengthMax) || "no host";
    super(`The finished file lies at ${named}, which is not read: ${words[because]}.`);
    this.name = "PlaceRefused";
    this.host = named;
    this.because = because;
  }
}

const isOrigin = (entry: string): boolean => entry.includes("://");
const isName = (entry: string, hostname: string): boolean =>
  entry.startsWith("*.")
    ? hostname.endsWith(entry.slice(1)) && hostname.length > entry.length - 1
    : hostname === entry;

/**
 * Whether this place may be asked at all, before any address is known, and how far its addresses may then lie. Throws
 * `PlaceRefused`. A configured origin that is no public https name may stand beside us; any other is out there.
 */
export function judgePlace(at: URL, { kind, outputHosts }: Places): Reach {
  const refuse = (because: RefusedBecause) => new PlaceRefused(at.hostname, because);
  if (at.protocol !== "https:" && at.protocol !== "http:") throw refuse("scheme");
  if (at.username !== "" || at.password !== "") throw refuse("credentials");
  if (outputHosts.some((entry) => isOrigin(entry) && new URL(entry).origin === at.origin))
    return isPublicUrl(at.origin) ? "public" : "own";
  if (kind !== "real") throw refuse("host");
  if (at.protocol !== "https:") throw refuse("scheme");
  if (at.port !== "") throw refuse("port");
  if (isIP(at.hostname.replace(/^\[|\]$/g, "")) !== 0) throw refuse("address");
  if (!outputHosts.some((entry) => !isOrigin(entry) && isName(entry.toLowerCase(), at.hostname)))
    throw refuse("host");
  return "public";
}
