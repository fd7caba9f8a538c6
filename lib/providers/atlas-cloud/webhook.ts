import { z } from "zod";
import { isEd25519Signed } from "../ed25519.ts";
import { readJobId } from "../job-id.ts";
import type { Jwks } from "../jwks.ts";
import { isFreshTimestamp, webhookPayload } from "../standard-webhooks.ts";
import { MalformedWebhook, type Observation, type ReceivedWebhook, type WebhookFacts } from "../types.ts";
import { predictionSchema, readPrediction } from "./prediction.ts";

const eventSchema = z.object({ session_id: z.string().min(1), event_type: z.string().min(1) });
const callbackSchema = z.object({ session_id: z.string(), payload: predictionSchema });

/** Ed25519 over `<timestamp>.<raw body>` by the key that the callback names. The older HMAC header is not looked at. */
export async function verifyAtlasWebhook(
  { headers, rawBody, now }: ReceivedWebhook,
  jwks: Jwks,
): Promise<WebhookFacts | undefined> {
  const timestamp = headers.get("x-atlascloud-webhook-timestamp");
  const signature = headers.get("x-atlascloud-webhook-signature-ed25519") ?? "";
  const kid = headers.get("x-atlascloud-webhook-key-id") ?? undefined;
  if (!isFreshTimestamp(timestamp, now) || !/^[\w-]{86}={0,2}$/.test(signature)) return undefined;
  const signed = `${timestamp}.${rawBody}`;
  if (!(await isEd25519Signed(jwks, { signed, signature: Buffer.from(signature, "base64url"), kid })))
    return undefined;
  const payload = webhookPayload(rawBody);
  const event = eventSchema.safeParse(payload).data;
  if (!payload || !event) throw new MalformedWebhook();
  return { eventId: `${event.session_id}/${event.event_type}`, verifiedBy: "ed25519", payload };
}

/** The prediction that a callback is about; undefined where it names none. */
export function atlasJobOf(payload: Record<string, unknown>): string | undefined {
  const callback = callbackSchema.safeParse(payload).data;
  return readJobId(callback && (callback.payload.id ?? callback.session_id));
}

/** A callback carries the whole prediction; undefined for another one than `predictionId`. */
export function readAtlasWebhook(
  payload: Record<string, unknown>,
  predictionId: string,
): Observation | undefined {
  const callback = callbackSchema.safeParse(payload).data;
  if (!callback || (callback.payload.id ?? callback.session_id) !== predictionId) return undefined;
  return readPrediction(callback.payload);
}
