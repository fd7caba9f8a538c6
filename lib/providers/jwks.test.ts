import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createJwks, type Jwks } from "./jwks.ts";

const publicJwk = (kid: string): JsonWebKey & { kid: string } => ({
  ...generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }),
  kid,
});

let vendor: VendorServer;
let published: unknown;
let status: number;
let clock: number;
let jwks: Jwks;

beforeEach(async () => {
  published = { keys: [publicJwk("one")] };
  status = 200;
  clock = 1_800_000_000_000;
  vendor = await startVendorServer((_heard, response) => answerJson(response, status, published));
  jwks = createJwks({
    label: "A vendor",
    url: `${vendor.origin}/keys.json`,
    algorithm: "Ed25519",
    now: () => new Date(clock),
  });
});
afterEach(() => vendor.close());

const named = (kid: string) => jwks((key) => key.kid === kid);

test("keys are fetched once and kept for a day", async () => {
  expect((await named("one"))?.kid).toBe("one");
  clock += 23 * 3600_000;
  expect((await named("one"))?.kid).toBe("one");
  expect(vendor.heard).toHaveLength(1);
  clock += 2 * 3600_000;
  await named("one");
  expect(vendor.heard).toHaveLength(2);
});

test("a key that was turned over is fetched at the first callback that names it", async () => {
  await named("one");
  published = { keys: [publicJwk("two")] };
  clock += 5_000;
  expect((await named("two"))?.kid).toBe("two");
  expect(await named("one")).toBeUndefined();
});

/** An hour of ten made-up keys a second; how often the vendor was asked. */
async function flood(): Promise<number> {
  const before = vendor.heard.length;
  for (let round = 0; round < 36_000; round += 1) {
    expect(await named(`made up ${round}`)).toBeUndefined();
    clock += 100;
  }
  return vendor.heard.length - before;
}

test("made-up keys cost three fetches at once and then one a minute, however many come", async () => {
  await named("one");
  for (let round = 0; round < 50; round += 1) await named(`made up ${round}`);
  expect(vendor.heard).toHaveLength(1);
  expect(await flood()).toBe(3 + 59);
});

test("a key that was turned over amid a flood of made-up ones is known within a minute", async () => {
  await named("one");
  await flood();
  published = { keys: [publicJwk("two")] };
  const from = clock;
  while (!(await named("two"))) clock += 1_000;
  expect(clock - from).toBeLessThanOrEqual(60_000);
});

test("a clock that is set back stops no key from being fetched", async () => {
  await named("one");
  clock -= 3600_000;
  published = { keys: [publicJwk("two")] };
  expect((await named("two"))?.kid).toBe("two");
});

test("made-up keys that come together share one fetch", async () => {
  await named("one");
  clock += 5_000;
  await Promise.all(Array.from({ length: 200 }, (_, round) => named(`made up ${round}`)));
  expect(vendor.heard).toHaveLength(2);
});

test("callbacks that come together share one fetch", async () => {
  await Promise.all(Array.from({ length: 10 }, () => named("one")));
  expect(vendor.heard).toHaveLength(1);
});

test("callbacks that come together with a new key share one fetch, and all are believed", async () => {
  await named("one");
  published = { keys: [publicJwk("two")] };
  clock += 61_000;
  const found = await Promise.all(Array.from({ length: 10 }, () => named("two")));
  expect(found.map((key) => key?.kid)).toEqual(Array.from({ length: 10 }, () => "two"));
  expect(vendor.heard).toHaveLength(2);
});

test("keys that cannot be had are an error, asked for again after a pause", async () => {
  status = 503;
  await expect(named("one")).rejects.toThrow("key service");
  await expect(named("one")).rejects.toThrow("a moment ago");
  expect(vendor.heard).toHaveLength(1);
  status = 200;
  clock += 6_000;
  expect((await named("one"))?.kid).toBe("one");
});

test("keys of another kind and broken keys are left out", async () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
  published = {
    keys: [{ ...rsa, kid: "rsa" }, { kty: "OKP", crv: "Ed25519", kid: "broken", x: "!" }, publicJwk("good")],
  };
  const seen: (string | undefined)[] = [];
  await jwks((key) => {
    seen.push(key.kid);
    return false;
  });
  expect(seen).toEqual(["good"]);
});

test("a redirect of the key document is not followed", async () => {
  const moved = await startVendorServer((_heard, response) => {
    response.writeHead(302, { location: `${vendor.origin}/keys.json` }).end();
  });
  const strict = createJwks({
    label: "A vendor",
    url: `${moved.origin}/keys.json`,
    algorithm: "Ed25519",
    now: () => new Date(clock),
  });
  await expect(strict(() => true)).rejects.toThrow("302");
  expect(vendor.heard).toHaveLength(0);
  await moved.close();
});
