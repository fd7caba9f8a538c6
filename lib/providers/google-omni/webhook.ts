import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import { jobId } from "../job-id.ts";
import type { Jwks } from "../jwks.ts";
import { isFreshTimestamp, verifyStandardWebhook, webhookPayload } from "../standard-webhooks.ts";
import { MalformedWebhook, type ReceivedWebhook, type WebhookFacts } from "../types.ts";

const jwtLengthMax = 8_192;
const jwtShape = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Every event is about one job. */
export const eventSchema = z.object({ type: z.string().min(1), data: z.object({ id: jobId }) });

/** True where one of Google's keys made the token, for `audience` where that is known, and it is not past its end. */
async function isGoogleToken(
  token: string,
  { now }: ReceivedWebhook,
  jwks: Jwks,
  audience: string | undefined,
): Promise<boolean> {
  if (token.length > jwtLengthMax || !jwtShape.test(token)) return false;
  const options = { algorithms: ["RS256"], currentDate: now, ...(audience !== undefined && { audience }) };
  const holds = async (kid: string | undefined): Promise<boolean> => {
    const key = await jwks(async (candidate) => {
      if (kid !== undefined && candidate.kid !== kid) return false;
      return jwtVerify(token, candidate.key, options).then(
        () => true,
        (error: unknown) => {
          if (error instanceof errors.JOSEError) return false;
          throw error;
        },
      );
    });
    return key !== undefined;
  };
  try {
    return await holds(decodeProtectedHeader(token).kid);
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * A callback of the Gemini API: Standard Webhooks for endpoints registered once, an RS256 token for the one named with
 * the job. The token does not cover the body, so that nobody may act on it without asking for the job again.
 */
export async function verifyGoogleWebhook(
  received: ReceivedWebhook,
  { jwks, secrets, audience }: { jwks: Jwks; secrets: readonly string[]; audience: string | undefined },
): Promise<WebhookFacts | undefined> {
  const { headers, rawBody, now } = received;
  const signature = headers.get("webhook-signature") ?? "";
  const isHmac = signature.startsWith("v1,");
  const holds = isHmac
    ? verifyStandardWebhook(secrets, received) !== undefined
    : isFreshTimestamp(headers.get("webhook-timestamp"), now) &&
      (await isGoogleToken(signature, received, jwks, audience));
  if (!holds) return undefined;
  const payload = webhookPayload(rawBody);
  const event = eventSchema.safeParse(payload).data;
  if (!payload || !event) throw new MalformedWebhook();
  const eventId = `${event.data.id}/${event.type}`;
  return { eventId, verifiedBy: isHmac ? "standard-webhooks" : "jwt", payload };
}
