import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { MalformedWebhook, type ReceivedWebhook, type WebhookFacts } from "./types.ts";

const toleranceSeconds = 300;
const signaturesMax = 16;
const idLengthMax = 256;
const payloadSchema = z.record(z.string(), z.unknown());

/** A callback's body as an object; undefined where it is none. */
export function webhookPayload(rawBody: string): Record<string, unknown> | undefined {
  try {
    return payloadSchema.safeParse(JSON.parse(rawBody)).data;
  } catch {
    return undefined;
  }
}

/** True where `value` is whole unix seconds within five minutes of `now`. */
export function isFreshTimestamp(value: string | null, now: Date): boolean {
  if (value === null || !/^\d{1,12}$/.test(value)) return false;
  return Math.abs(now.getTime() / 1000 - Number(value)) <= toleranceSeconds;
}

/** Compares in constant time for texts of the same length. */
export function isSameText(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

/**
 * Standard Webhooks: HMAC-SHA256 over `<id>.<timestamp>.<raw body>`, key = base64 after `whsec_`. Any of the secrets
 * may have made any of the `v1,` signatures. Answers the message id, undefined where none holds or the stamp is stale.
 */
export function verifyStandardWebhook(
  secrets: readonly string[],
  { headers, rawBody, now }: ReceivedWebhook,
): string | undefined {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  if (!id || id.length > idLengthMax || !isFreshTimestamp(timestamp, now)) return undefined;
  const given = (headers.get("webhook-signature") ?? "").split(" ").slice(0, signaturesMax);
  const expected = secrets
    .map(keyOf)
    .filter((key) => key.length > 0)
    .map((key) => `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${rawBody}`).digest("base64")}`);
  return given.some((signature) => expected.some((own) => isSameText(signature, own))) ? id : undefined;
}

/** Facts of an unsigned callback, which is a hint and no more. `eventIdOf` is undefined for what is no callback. */
export function unsignedFacts(
  { rawBody }: ReceivedWebhook,
  eventIdOf: (payload: Record<string, unknown>) => string | undefined,
): WebhookFacts | undefined {
  const payload = webhookPayload(rawBody);
  const eventId = payload && eventIdOf(payload);
  return payload && eventId !== undefined ? { eventId, verifiedBy: "unsigned", payload } : undefined;
}

/**
 * Facts of a callback that must be signed by one of `secrets`; without any secret it is an unsigned hint. Throws
 * `MalformedWebhook` where the signature holds over something else than an object.
 */
export function standardWebhookFacts(
  secrets: readonly string[],
  received: ReceivedWebhook,
  eventIdOf: (payload: Record<string, unknown>) => string | undefined,
): WebhookFacts | undefined {
  if (secrets.length === 0) return unsignedFacts(received, eventIdOf);
  const eventId = verifyStandardWebhook(secrets, received);
  if (eventId === undefined) return undefined;
  const payload = webhookPayload(received.rawBody);
  if (!payload) throw new MalformedWebhook();
  return { eventId, verifiedBy: "standard-webhooks", payload };
}
