import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { SignJWT } from "jose";
import { createAnimaticProvider } from "#lib/providers/animatic.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { ProviderRegistry } from "#lib/providers/types.ts";
import { vendorBuilders } from "#lib/providers/vendor-builders.ts";
import { signWebhook } from "#lib/render/protocol.ts";
import { readVendorSettings } from "#lib/vendor-settings.ts";
import { answerJson, startVendorServer } from "./vendor-server.ts";

export type SignedCallback = { body: string; headers: Record<string, string> };
/** `covered`: the headers that the signature speaks for; `bytesOf`: the signature itself, where it may be written in more ways. */
export type Scheme = {
  provider: string;
  covered: readonly string[];
  coversBody: boolean;
  signature: string;
  bytesOf: (signature: string) => string;
  make: (seconds: number, id: string) => Promise<SignedCallback>;
};

export const secrets = { new: whsec(), old: whsec(), foreign: whsec() };
function whsec(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

const ed = generateKeyPairSync("ed25519");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const own = "a secret of this installation, longer than thirty-two";
const asWritten = (signature: string) => signature;
const asBase64 = (signature: string) =>
  signature
    .split(".")
    .map((part) => Buffer.from(part, "base64url").toString("hex"))
    .join(".");

/** All vendors that sign, as the settings make them, with two secrets in force; their keys are told by one server. */
export async function startSigners(): Promise<{ providers: ProviderRegistry; close(): Promise<void> }> {
  const keys = [
    { ...ed.publicKey.export({ format: "jwk" }), kid: "k1" },
    { ...rsa.publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256" },
  ];
  const server = await startVendorServer((_, response) => answerJson(response, 200, { keys }));
  const both = `${secrets.new}, ${secrets.old}`;
  const { values } = readVendorSettings({
    KLINGAI_API_KEY: "key",
    KLING_WEBHOOK_SECRET: both,
    GEMINI_API_KEY: "key",
    GEMINI_WEBHOOK_SECRET: both,
    GEMINI_BASE_URL: server.origin,
    ATLASCLOUD_API_KEY: "key",
    ATLASCLOUD_BASE_URL: server.origin,
    FAL_KEY: "key",
    FAL_REST_URL: server.origin,
    REPLICATE_API_TOKEN: "key",
    REPLICATE_WEBHOOK_SECRET: both,
    SEEVIDO_API_KEY: "key",
    SEEVIDO_BASE_URL: server.origin,
    SEEVIDO_WEBHOOK_SECRET: both,
  });
  const at = (baseUrl: string) => ({ baseUrl, reachesUs: true, kind: "simulated" as const });
  const names = ["kling", "google-omni", "atlas-cloud", "fal", "replicate", "generic"] as const;
  const built = names.flatMap((name) => vendorBuilders[name](values, at) ?? []);
  const animatic = createAnimaticProvider({ url: server.origin, secret: own });
  return { providers: createRegistry([...built, animatic]), close: server.close };
}

const bodies: Record<string, (id: string) => object> = {
  kling: (id) => ({ id, status: "succeeded" }),
  replicate: (id) => ({ id, status: "succeeded" }),
  "google-omni": (id) => ({ type: "interaction.completed", data: { id } }),
  "atlas-cloud": (id) => ({ session_id: id, event_type: "prediction.completed", payload: { id } }),
  fal: (id) => ({ request_id: id, gateway_request_id: id, status: "OK", payload: {} }),
  generic: (id) => ({ id: `evt_${id}`, requestId: id, status: "processing" }),
  animatic: (id) => ({ type: "job.started", data: { id } }),
};
const bodyFor = (provider: string, id: string): string => JSON.stringify(bodies[provider]?.(id));

/** Standard Webhooks, by one of the secrets. */
export function standard(provider: string, secret: string = secrets.new): Scheme {
  const make = async (seconds: number, id: string) => {
    const body = bodyFor(provider, id);
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const mac = createHmac("sha256", key).update(`msg_${id}.${seconds}.${body}`).digest("base64");
    const headers = {
      "webhook-id": `msg_${id}`,
      "webhook-timestamp": String(seconds),
      "webhook-signature": `v1,${mac}`,
    };
    return { body, headers };
  };
  const covered = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  return { provider, covered, coversBody: true, signature: "webhook-signature", bytesOf: asWritten, make };
}

export function generic(secret: string = secrets.new): Scheme {
  const make = async (seconds: number, id: string) => {
    const body = bodyFor("generic", id);
    const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
    return { body, headers: { "x-ai-timestamp": String(seconds), "x-ai-signature": `sha256=${mac}` } };
  };
  const covered = ["x-ai-timestamp", "x-ai-signature"];
  return {
    provider: "generic",
    covered,
    coversBody: true,
    signature: "x-ai-signature",
    bytesOf: asWritten,
    make,
  };
}

const animatic: Scheme = {
  ...standard("animatic"),
  async make(seconds, id) {
    const body = bodyFor("animatic", id);
    return { body, headers: { ...signWebhook(own, `msg_${id}`, body, new Date(seconds * 1000)) } };
  },
};

const atlas: Scheme = {
  provider: "atlas-cloud",
  covered: [
    "x-atlascloud-webhook-timestamp",
    "x-atlascloud-webhook-key-id",
    "x-atlascloud-webhook-signature-ed25519",
  ],
  coversBody: true,
  signature: "x-atlascloud-webhook-signature-ed25519",
  bytesOf: asBase64,
  async make(seconds, id) {
    const body = bodyFor("atlas-cloud", id);
    const signature = sign(null, Buffer.from(`${seconds}.${body}`), ed.privateKey).toString("base64url");
    const headers = {
      "x-atlascloud-webhook-timestamp": String(seconds),
      "x-atlascloud-webhook-key-id": "k1",
      "x-atlascloud-webhook-signature-ed25519": signature,
    };
    return { body, headers };
  },
};

const fal: Scheme = {
  provider: "fal",
  covered: [
    "x-fal-webhook-request-id",
    "x-fal-webhook-user-id",
    "x-fal-webhook-timestamp",
    "x-fal-webhook-signature",
  ],
  coversBody: true,
  signature: "x-fal-webhook-signature",
  bytesOf: (signature) => signature.toLowerCase(),
  async make(seconds, id) {
    const body = bodyFor("fal", id);
    const hash = createHash("sha256").update(body).digest("hex");
    const lines = [id, "user", String(seconds), hash].join("\n");
    const headers = {
      "x-fal-webhook-request-id": id,
      "x-fal-webhook-user-id": "user",
      "x-fal-webhook-timestamp": String(seconds),
      "x-fal-webhook-signature": sign(null, Buffer.from(lines), ed.privateKey).toString("hex"),
    };
    return { body, headers };
  },
};

const jwt: Scheme = {
  provider: "google-omni",
  covered: ["webhook-signature"],
  coversBody: false,
  signature: "webhook-signature",
  bytesOf: asBase64,
  async make(seconds, id) {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 3600)
      .sign(rsa.privateKey);
    const headers = {
      "webhook-id": `msg_${id}`,
      "webhook-timestamp": String(seconds),
      "webhook-signature": token,
    };
    return { body: bodyFor("google-omni", id), headers };
  },
};

/** One of every scheme in which a vendor vouches for its callbacks. */
export const schemes: readonly (readonly [string, Scheme])[] = [
  ["HMAC", generic()],
  ["Standard Webhooks", standard("replicate")],
  ["Standard Webhooks of our renderer", animatic],
  ["Standard Webhooks beside tokens", standard("google-omni")],
  ["Ed25519 with a named key", atlas],
  ["Ed25519 with any key", fal],
  ["a token", jwt],
];
