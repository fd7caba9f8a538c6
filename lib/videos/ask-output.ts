import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Agent, fetch, type Response } from "undici";
import type { Provider } from "#lib/providers/types.ts";

export type AskedBy = Provider["kind"];

const neighbours = new BlockList();
neighbours.addSubnet("169.254.0.0", 16, "ipv4");
neighbours.addSubnet("fe80::", 10, "ipv6");
neighbours.addAddress("fd00:ec2::254", "ipv6");

const thisMachine = new BlockList();
thisMachine.addSubnet("0.0.0.0", 8, "ipv4");
thisMachine.addSubnet("127.0.0.0", 8, "ipv4");
thisMachine.addSubnet("::", 127, "ipv6");

/** A machine's own metadata service is nobody's clip, nor are the services beside us for a vendor that is elsewhere. */
function requireAllowed(address: string, kind: AskedBy): void {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (neighbours.check(address, family) || (kind === "real" && thisMachine.check(address, family)))
    throw new Error("the vendor's output leads to an address that is not read");
}

/** Judges the addresses that a name stands for at the moment it is connected to. */
const lookupFor =
  (kind: AskedBy): LookupFunction =>
  (hostname, options, done) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      try {
        for (const { address } of addresses) requireAllowed(address, kind);
      } catch (refused) {
        return done(refused instanceof Error ? refused : new Error(String(refused)), []);
      }
      const [first] = addresses;
      return options.all || !first ? done(null, addresses) : done(null, first.address, first.family);
    });

const agents: Readonly<Record<AskedBy, Agent>> = {
  embedded: new Agent({ connect: { lookup: lookupFor("embedded") } }),
  simulated: new Agent({ connect: { lookup: lookupFor("simulated") } }),
  real: new Agent({ connect: { lookup: lookupFor("real") } }),
};

/**
 * One request for a vendor's output, redirects not followed. Throws where it leads to a metadata service or, for a
 * vendor that is not on this machine, to this machine: by address, or by a name that stands for one.
 */
export async function askOutput(
  at: URL,
  { kind, headers, signal }: { kind: AskedBy; headers: Record<string, string>; signal: AbortSignal },
): Promise<Response> {
  const host = at.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) requireAllowed(host, kind);
  return fetch(at, { headers, redirect: "manual", signal, dispatcher: agents[kind] });
}
