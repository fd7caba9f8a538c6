import { createHash } from "node:crypto";
import { z } from "zod";
import { isEd25519Signed } from "../ed25519.ts";
import type { Jwks } from "../jwks.ts";
import { isFreshTimestamp, webhookPayload } from "../standard-webhooks.ts";
import { MalformedWebhook, type Observation, type ReceivedWebhook, type WebhookFacts } from "../types.ts";
import { falError, requestFailure } from "./errors.ts";
import { readResult } from "./result.ts";

const callbackSchema = z.object({
  request_id: z.string().min(1),
  gateway_request_id: z.string().optional().catch(undefined),
  status: z.enum(["OK", "ERROR"]),
  error: z.string().optional().catch(undefined),
  payload: z.unknown().optional(),
});

/** Ed25519 over four lines: request id, user id, timestamp, SHA-256 of the raw body; any of fal's keys may have made it. */
export async function verifyFalWebhook(
  { headers, rawBody, now }: ReceivedWebhook,
  jwks: Jwks,
): Promise<WebhookFacts | undefined> {
  const requestId = headers.get("x-fal-webhook-request-id");
  const userId = headers.get("x-fal-webhook-user-id");
  const timestamp = headers.get("x-fal-webhook-timestamp");
  const signature = headers.get("x-fal-webhook-signature") ?? "";
  if (!requestId || !userId || !isFreshTimestamp(timestamp, now)) return undefined;
  if (!/^[0-9a-f]{128}$/i.test(signature)) return undefined;
  const hash = createHash("sha256").update(rawBody).digest("hex");
  const signed = [requestId, userId, timestamp, hash].join("\n");
  if (!(await isEd25519Signed(jwks, { signed, signature: Buffer.from(signature, "hex") }))) return undefined;
  const payload = webhookPayload(rawBody);
  if (!payload || !callbackSchema.safeParse(payload).success) throw new MalformedWebhook();
  return { eventId: requestId, verifiedBy: "ed25519", payload };
}

/** The status of the model behind "Invalid status code: 422". */
const modelStatus = (error: string | undefined): number | undefined => {
  const digits = /\bstatus code: (\d{3})\b/i.exec(error ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
};

type Ids = { requestId: string; gatewayRequestId?: string | undefined };

/** Either id may change where the platform tried again by itself, so one that is the same will do. */
function isAbout({ requestId, gatewayRequestId }: Ids, callback: z.infer<typeof callbackSchema>): boolean {
  const own = [requestId, gatewayRequestId];
  const told = [callback.request_id, callback.gateway_request_id];
  return told.some((id) => id !== undefined && own.includes(id));
}

/**
 * What a callback says of this request; undefined where it holds no result, which then has to be fetched, and where it
 * speaks of another request.
 */
export function readFalWebhook(payload: Record<string, unknown>, request: Ids): Observation | undefined {
  const callback = callbackSchema.safeParse(payload).data;
  if (!callback || !isAbout(request, callback)) return undefined;
  if (callback.status === "OK") return readResult(callback.payload);
  const error = falError(callback.payload);
  return error && { kind: "failed", failure: requestFailure(error, modelStatus(callback.error)) };
}
