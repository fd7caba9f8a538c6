import { newId } from "#lib/ids.ts";
import { Refusal } from "#lib/refusal.ts";
import { systemContext } from "#lib/services.ts";
import { receiveWebhook } from "#lib/webhooks/receive-webhook.ts";
import { failureResponse } from "./answer.ts";
import { readBytes } from "./body.ts";
import { apiHeaders } from "./headers.ts";

const bodyBytesMax = 1024 * 1024;
const bodyTimeoutMs = 10_000;

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal("unavailable", "The body took too long to arrive.")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A vendor's callback: raw body within limits, verified, stored, acknowledged. Applying it is somebody else's work. */
export async function webhookDoor(
  request: Request,
  { params }: { params: Promise<{ provider: string }> },
): Promise<Response> {
  const requestId = newId("request");
  try {
    const { provider } = await params;
    const bytes = await within(readBytes(request, bodyBytesMax), bodyTimeoutMs);
    const received = await receiveWebhook(systemContext("webhook"), {
      provider,
      headers: request.headers,
      rawBody: new TextDecoder().decode(bytes),
      token: new URL(request.url).searchParams.get("attempt"),
    });
    return new Response(JSON.stringify({ received: received.kind }), {
      headers: apiHeaders(requestId, "application/json"),
    });
  } catch (error) {
    return failureResponse(error, requestId);
  }
}
