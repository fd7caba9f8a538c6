import { createHash, createPrivateKey, sign } from "node:crypto";
import type { Core } from "#simulator/dialect.ts";
import { keyRingOf, signEd25519 } from "#simulator/dialects/atlas-cloud/webhook.ts";
import { signGeneric } from "#simulator/dialects/generic/task.ts";
import { standardWebhookHeaders, standardWebhookSecret } from "#simulator/dialects/standard-webhook.ts";

type Sign = (core: Core, body: string, seconds: number) => Promise<Record<string, string>>;

const standard =
  (vendor: string): Sign =>
  async (core, body, seconds) =>
    standardWebhookHeaders([standardWebhookSecret(core.secret(vendor, "webhook"))], "1", seconds, body);

/** Headers by which a vendor would vouch for any body at all. */
export const signCallback: Readonly<Partial<Record<string, Sign>>> = {
  kling: standard("kling"),
  replicate: standard("replicate"),
  generic: async (core, body, seconds) => ({
    "x-ai-timestamp": String(seconds),
    "x-ai-signature": `sha256=${signGeneric(core.secret("generic", "webhook"), body, seconds)}`,
  }),
  "atlas-cloud": async (core, body, seconds) => {
    const { kid, privateJwk } = await keyRingOf(core).current();
    return {
      "x-atlascloud-webhook-timestamp": String(seconds),
      "x-atlascloud-webhook-key-id": kid,
      "x-atlascloud-webhook-signature-ed25519": signEd25519(privateJwk, seconds, body),
    };
  },
  fal: async (core, body, seconds) => {
    const { privateJwk } = await core.keys("fal");
    const digest = createHash("sha256").update(body).digest("hex");
    const lines = Buffer.from(["r1", "u1", String(seconds), digest].join("\n"));
    return {
      "x-fal-webhook-request-id": "r1",
      "x-fal-webhook-user-id": "u1",
      "x-fal-webhook-timestamp": String(seconds),
      "x-fal-webhook-signature": sign(
        null,
        lines,
        createPrivateKey({ key: privateJwk, format: "jwk" }),
      ).toString("hex"),
    };
  },
};
