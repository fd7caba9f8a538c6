import { createHmac, generateKeyPairSync, randomBytes } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createJwks, type Jwks } from "../jwks.ts";
import { MalformedWebhook } from "../types.ts";
import { verifyGoogleWebhook } from "./webhook.ts";

const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
const now = new Date(1_800_000_000_000);
const seconds = 1_800_000_000;
const rawBody = JSON.stringify({
  type: "interaction.completed",
  version: "v1",
  timestamp: now.toISOString(),
  data: { id: "v1_abc" },
});
const raw = randomBytes(32);
const secret = `whsec_${raw.toString("base64")}`;
const audience = "our-project";

let vendor: VendorServer;
let jwks: Jwks;

beforeAll(async () => {
  const jwk = { ...own.publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256" };
  vendor = await startVendorServer((_heard, response) => answerJson(response, 200, { keys: [jwk] }));
  jwks = createJwks({ label: "Google", url: `${vendor.origin}/k`, algorithm: "RS256", now: () => now });
});
afterAll(() => vendor.close());

const tokenOf = (key = own.privateKey, changes: { aud?: string; exp?: number; alg?: string } = {}) =>
  new SignJWT({})
    .setProtectedHeader({ alg: changes.alg ?? "RS256", kid: "k1" })
    .setAudience(changes.aud ?? audience)
    .setIssuedAt(seconds)
    .setExpirationTime(changes.exp ?? seconds + 300)
    .sign(key);

const hmac = (body: string) =>
  `v1,${createHmac("sha256", raw).update(`msg_1.${seconds}.${body}`).digest("base64")}`;

const verify = (signature: string, changes: { rawBody?: string; now?: Date; audience?: string } = {}) => {
  const headers = new Headers({
    "webhook-id": "msg_1",
    "webhook-timestamp": `${seconds}`,
    "webhook-signature": signature,
  });
  return verifyGoogleWebhook(
    { headers, rawBody: changes.rawBody ?? rawBody, now: changes.now ?? now },
    { jwks, secrets: [secret], audience: changes.audience ?? audience },
  );
};

test("both kinds of signature hold, and name the same event", async () => {
  const eventId = "v1_abc/interaction.completed";
  expect(await verify(await tokenOf())).toMatchObject({ eventId, verifiedBy: "jwt" });
  expect(await verify(hmac(rawBody))).toMatchObject({ eventId, verifiedBy: "standard-webhooks" });
});

test("a token of another key, another audience, past its end or without a signature is not believed", async () => {
  expect(await verify(await tokenOf(foreign.privateKey))).toBeUndefined();
  expect(await verify(await tokenOf(), { audience: "another" })).toBeUndefined();
  expect(await verify(await tokenOf(own.privateKey, { exp: seconds - 1 }))).toBeUndefined();
  expect(await verify(await tokenOf(own.privateKey, { alg: "RS512" }))).toBeUndefined();
  const [head, body] = (await tokenOf()).split(".");
  expect(await verify(`${head}.${body}.`)).toBeUndefined();
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  expect(await verify(`${none}.${body}.AAAA`)).toBeUndefined();
});

test("a token that says where its own keys lie is not believed, and nobody is asked there", async () => {
  const jwk = { ...foreign.publicKey.export({ format: "jwk" }), kid: "k2", alg: "RS256" };
  const elsewhere = await startVendorServer((_heard, response) => answerJson(response, 200, { keys: [jwk] }));
  const header = { alg: "RS256", kid: "k2", jku: `${elsewhere.origin}/k`, x5u: `${elsewhere.origin}/k`, jwk };
  const token = await new SignJWT({})
    .setProtectedHeader(header)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 300)
    .sign(foreign.privateKey);
  expect(await verify(token)).toBeUndefined();
  expect(elsewhere.heard).toEqual([]);
  await elsewhere.close();
});

test("a changed body, an old message and nonsense are not believed", async () => {
  const changed = rawBody.replace("v1_abc", "v1_xyz");
  expect(await verify(hmac(rawBody), { rawBody: changed })).toBeUndefined();
  const late = new Date(now.getTime() + 301_000);
  expect(await verify(await tokenOf(own.privateKey, { exp: seconds + 900 }), { now: late })).toBeUndefined();
  expect(await verify("", {})).toBeUndefined();
  await expect(verify(hmac("not json"), { rawBody: "not json" })).rejects.toThrow(MalformedWebhook);
});
