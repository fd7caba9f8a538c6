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
  clock += 61_000;
  expect((await named("two"))?.kid).toBe("two");
  expect(await named("one")).toBeUndefined();
});

test("unknown keys cannot make us ask more than once a minute", async () => {
  for (let round = 0; round < 20; round += 1) expect(await named(`made up ${round}`)).toBeUndefined();
  expect(vendor.heard).toHaveLength(1);
  clock += 61_000;
  for (let round = 0; round < 20; round += 1) await named(`made up ${round}`);
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
