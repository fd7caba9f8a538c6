import type { ProviderOutput } from "#lib/providers/types.ts";
import { type AskedBy, askOutput } from "./ask-output.ts";

const hopsMax = 5;
const timeoutMs = 120_000;
const protocols = /^(https?|data):$/;

/** Where a redirect leads: never from https to less, never to anything but the web. */
function nextHop(from: URL, location: string): URL {
  const to = new URL(location, from);
  if (!/^https?:$/.test(to.protocol) || (from.protocol === "https:" && to.protocol !== "https:"))
    throw new Error(`the vendor's output leads to ${to.protocol} from ${from.protocol}`);
  return to;
}

/**
 * The bytes of a vendor's output as they come. Redirects are followed, at most five; the vendor's own headers, which
 * may hold our key, go to the first host only. Throws on anything but a body, after two minutes, and where it leads to
 * a metadata service or, from a vendor that is not on this machine, to this machine.
 */
export async function fetchOutput({ url, headers }: ProviderOutput, kind: AskedBy) {
  const signal = AbortSignal.timeout(timeoutMs);
  const first = new URL(url);
  if (!protocols.test(first.protocol)) throw new Error(`an output cannot be read from ${first.protocol}`);
  let at = first;
  for (let hop = 0; hop <= hopsMax; hop++) {
    const own = at.origin === first.origin ? headers : {};
    const response = await askOutput(at, { kind, headers: own, signal });
    const location = response.status >= 300 && response.status < 400 && response.headers.get("location");
    if (location) {
      await response.body?.cancel();
      at = nextHop(at, location);
    } else if (response.ok && response.body) return response.body;
    else throw new Error(`the vendor answered ${response.status} for its output`);
  }
  throw new Error("the vendor's output leads ever further");
}
