import { createHmac, createPrivateKey, sign } from "node:crypto";
import { z } from "zod";
import type { Core, Delivery, Job, SigningKey } from "#simulator/dialect.ts";
import { predictionBody } from "./prediction.ts";

const terminal = ["succeeded", "failed", "expired", "canceled"];

/** base64url of the Ed25519 signature over `<timestamp>.<body>`. */
export function signEd25519(privateJwk: JsonWebKey, seconds: number, body: string): string {
  const { kty = "OKP", crv = "Ed25519", x = "", d = "" } = privateJwk;
  const key = createPrivateKey({ key: { kty, crv, x, d }, format: "jwk" });
  return sign(null, Buffer.from(`${seconds}.${body}`), key).toString("base64url");
}

/** The signing keys of one simulator: the newest one signs, the one before it is still listed. */
function createKeyRing(core: Core) {
  let generation = 0;
  const at = (index: number): Promise<SigningKey> =>
    core.keys(index === 0 ? "atlas-cloud" : `atlas-cloud rotated ${index}`);
  return {
    current: () => at(generation),
    rotate: () => {
      generation += 1;
    },
    async jwks() {
      const listed = await Promise.all([generation - 1, generation].filter((index) => index >= 0).map(at));
      return {
        keys: listed.map(({ kid, publicJwk }) => {
          const { kty, crv, x } = publicJwk;
          return { kty, crv, x, kid, use: "sig", alg: "EdDSA" };
        }),
      };
    },
  };
}

const rings = new WeakMap<Core, ReturnType<typeof createKeyRing>>();

export function keyRingOf(core: Core): ReturnType<typeof createKeyRing> {
  const ring = rings.get(core) ?? createKeyRing(core);
  rings.set(core, ring);
  return ring;
}

const errorText = z.object({ error: z.string() }).transform(({ error }) => error || null);

/** One message when the task has ended: signed with Ed25519, and with the older hexadecimal HMAC. */
export async function atlasDeliveries(core: Core, job: Job): Promise<Delivery[]> {
  if (job.callbackUrl === undefined || !terminal.includes(job.state)) return [];
  const payload = predictionBody(core, job);
  const event = "video.task.terminal";
  const body = JSON.stringify({
    session_id: job.id,
    event_type: event,
    status: job.state === "succeeded" ? "OK" : "ERROR",
    payload,
    error: errorText.parse(payload),
  });
  const seconds = Math.floor(core.now() / 1000);
  const { kid, privateJwk } = await keyRingOf(core).current();
  const older = createHmac("sha256", core.secret("atlas-cloud", "webhook"))
    .update(`${seconds}.${body}`)
    .digest("hex");
  return [
    {
      url: job.callbackUrl,
      headers: {
        "content-type": "application/json",
        "x-atlascloud-webhook-event": event,
        "x-atlascloud-webhook-id": job.id,
        "x-atlascloud-webhook-timestamp": String(seconds),
        "x-atlascloud-webhook-key-id": kid,
        "x-atlascloud-webhook-signature-ed25519": signEd25519(privateJwk, seconds, body),
        "x-atlascloud-webhook-signature": older,
      },
      body,
    },
  ];
}
