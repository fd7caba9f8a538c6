import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { createVendorClient } from "./http.ts";
import { readAnswer } from "./read-answer.ts";

const keyAgeMaxMs = 24 * 3600_000;
/** Two fetches lie this far apart at least, also where the vendor does not answer. */
const pauseMs = 5_000;
/** How many fetches for a key that is not held may follow each other; one more is allowed with every minute. */
const earlyMax = 3;
const earlyEveryMs = 60_000;
const responseBytesMax = 64 * 1024;
const keysMax = 32;

const keySchema = z.object({
  kid: z.string().optional(),
  kty: z.string(),
  crv: z.string().optional(),
  x: z.string().optional(),
  n: z.string().optional(),
  e: z.string().optional(),
});
const documentSchema = z.object({ keys: z.array(keySchema).max(keysMax) });

const algorithms = {
  Ed25519: (jwk: z.infer<typeof keySchema>) => jwk.kty === "OKP" && jwk.crv === "Ed25519",
  RS256: (jwk: z.infer<typeof keySchema>) => jwk.kty === "RSA",
};

export type VerificationKey = { kid: string | undefined; key: KeyObject };

export type JwksSettings = {
  label: string;
  /** Pinned here: nothing a callback says can point elsewhere. */
  url: string;
  algorithm: keyof typeof algorithms;
  now: () => Date;
};

function importKey(jwk: z.infer<typeof keySchema>): VerificationKey[] {
  const { kid, ...material } = jwk;
  try {
    return [{ kid, key: createPublicKey({ key: material, format: "jwk" }) }];
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

/**
 * A vendor's public keys, fetched when first needed and kept for a day at most. `matches` is asked for each key; when
 * none does, the keys are fetched once more: a key that was turned over is known within a minute, and made-up ones cost
 * three fetches and one a minute, however many come. Throws where the keys cannot be had.
 */
export function createJwks({ label, url, algorithm, now }: JwksSettings) {
  const { origin, pathname } = new URL(url);
  const ask = createVendorClient({
    label: `${label}’s key service`,
    baseUrl: origin,
    headers: () => ({ accept: "application/json" }),
    totalTimeoutMs: 10_000,
    responseBytesMax,
  });
  let held: { keys: VerificationKey[]; at: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<VerificationKey[]> | undefined;
  let early = { left: earlyMax, at: now().getTime() };

  const isTooSoon = (): boolean => Math.abs(now().getTime() - triedAt) < pauseMs;

  function mayFetchEarly(): boolean {
    const at = now().getTime();
    const gained = Math.floor((at - early.at) / earlyEveryMs);
    if (gained !== 0) early = { left: Math.min(earlyMax, early.left + Math.max(0, gained)), at };
    if (early.left === 0 || isTooSoon()) return false;
    early.left -= 1;
    return true;
  }

  async function load(): Promise<VerificationKey[]> {
    const answer = await ask("GET", pathname);
    const document = readAnswer(`${label}’s key service`, answer, documentSchema);
    const keys = document.keys.filter(algorithms[algorithm]).flatMap(importKey);
    held = { keys, at: now().getTime() };
    return keys;
  }

  function refetch(): Promise<VerificationKey[]> {
    triedAt = now().getTime();
    running = load().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function current(): Promise<VerificationKey[]> {
    if (held && now().getTime() - held.at < keyAgeMaxMs) return held.keys;
    if (!running && isTooSoon()) throw new Error(`${label}’s key service did not answer a moment ago`);
    return running ?? refetch();
  }

  return async (
    matches: (key: VerificationKey) => boolean | Promise<boolean>,
  ): Promise<VerificationKey | undefined> => {
    const tried = await current();
    for (const key of tried) if (await matches(key)) return key;
    if (!running && !mayFetchEarly()) return undefined;
    for (const key of await (running ?? refetch())) if (await matches(key)) return key;
    return undefined;
  };
}
export type Jwks = ReturnType<typeof createJwks>;
