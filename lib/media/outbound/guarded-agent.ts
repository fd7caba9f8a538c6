import { lookup } from "node:dns/promises";
import { isIP, type Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { mayConnect, type Reach } from "./addresses.ts";
import { PlaceRefused } from "./places.ts";

export type Resolve = (hostname: string) => Promise<readonly { address: string }[]>;
export type Dial = buildConnector.connector;

const addressesMax = 4;
const connectTimeoutMs = 5_000;

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });
const dialDirectly: Dial = buildConnector({ timeout: connectTimeoutMs, allowH2: false });

const connected = (dial: Dial, options: buildConnector.Options): Promise<Socket> =>
  new Promise((resolve, reject) => {
    dial(options, (error, socket) => {
      if (socket) resolve(socket);
      else reject(error ?? new Error("no connection"));
    });
  });

/** Every address of the name must be fine, for any of them might be the one that is answered next time. */
async function addressesOf(hostname: string, reach: Reach, resolve: Resolve): Promise<string[]> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) === 0 ? (await resolve(host)).map(({ address }) => address) : [host];
  if (found.length === 0 || !found.every((address) => mayConnect(address, reach)))
    throw new PlaceRefused(hostname, "address");
  return found.slice(0, addressesMax);
}

/**
 * An agent of undici that judges each place when it connects, and connects to the very addresses that it judged: a name
 * is asked for once, and its answer dialled as it is. `judge` says how far the place may lie, or throws. Knows no
 * proxies, keeps no cookies, decodes nothing.
 */
export function createGuardedAgent({
  judge,
  resolve = resolveBySystem,
  dial = dialDirectly,
}: {
  judge: (place: URL) => Reach;
  resolve?: Resolve;
  dial?: Dial;
}): Agent {
  async function open(options: buildConnector.Options): Promise<Socket> {
    const reach = judge(new URL(`${options.protocol}//${options.host ?? options.hostname}`));
    const addresses = await addressesOf(options.hostname, reach, resolve);
    const named = options.protocol === "https:" ? { servername: options.hostname } : {};
    let silence: unknown;
    for (const address of addresses) {
      try {
        return await connected(dial, { ...options, ...named, hostname: address });
      } catch (error) {
        silence = error;
      }
    }
    throw silence;
  }
  return new Agent({
    allowH2: false,
    connect: (options, done) => {
      open(options).then(
        (socket) => done(null, socket),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
}
