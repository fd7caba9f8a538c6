import type { Readable } from "node:stream";
import { type Agent, type Dispatcher, request } from "undici";
import type { Reach } from "./addresses.ts";
import { PlaceRefused } from "./places.ts";

export type Answer = Dispatcher.ResponseData;

/** The vendor's own place no longer gives the file out: run out, forbidden or gone. A fresh link may help. */
export class LinkDead extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`The link to the finished file no longer works (${status}).`);
    this.name = "LinkDead";
    this.status = status;
  }
}

const hopsMax = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const dead: ReadonlySet<number> = new Set([401, 403, 404, 410]);

/** Lets a body go that nobody reads; that it was cut off is what was wanted. */
export function letGo(body: Readable): void {
  body.once("error", () => undefined);
  body.destroy();
}

function nextPlace(from: URL, answer: Answer): URL | undefined {
  const { location } = answer.headers;
  if (!redirects.has(answer.statusCode) || typeof location !== "string") return undefined;
  if (!URL.canParse(location, from)) throw new PlaceRefused(from.hostname, "redirects");
  const to = new URL(location, from);
  if (from.protocol === "https:" && to.protocol !== "https:") throw new PlaceRefused(to.hostname, "scheme");
  return to;
}

/**
 * Asks for a file, over five redirects at most, each place judged anew. `ownHeaders`, which may hold our key, go to the
 * first origin only, and never again once it was left. Throws `PlaceRefused`, `LinkDead`, and on any answer that is
 * no success.
 */
export async function openPlace(
  first: URL,
  asked: {
    agent: Agent;
    judge: (place: URL) => Reach;
    headers: Record<string, string>;
    ownHeaders: Record<string, string>;
    idleMs: number;
    signal: AbortSignal;
  },
): Promise<Answer> {
  let at = first;
  let isHome = true;
  for (let hop = 0; hop <= hopsMax; hop++) {
    asked.judge(at);
    isHome &&= at.origin === first.origin;
    const answer = await request(at, {
      dispatcher: asked.agent,
      headers: { ...(isHome ? asked.ownHeaders : {}), ...asked.headers, "accept-encoding": "identity" },
      headersTimeout: asked.idleMs,
      bodyTimeout: asked.idleMs,
      signal: asked.signal,
    });
    if (answer.statusCode === 200 || answer.statusCode === 206 || answer.statusCode === 416) return answer;
    letGo(answer.body);
    const next = nextPlace(at, answer);
    if (dead.has(answer.statusCode)) throw new LinkDead(answer.statusCode);
    if (!next) throw new Error(`the vendor answered ${answer.statusCode} for its output`);
    at = next;
  }
  throw new PlaceRefused(at.hostname, "redirects");
}
