import type { Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { Refusal } from "#lib/refusal.ts";
import { callbackContext } from "#lib/services.ts";
import { receiveWebhook } from "#lib/webhooks/receive-webhook.ts";
import { failureResponse } from "./answer.ts";
import { readBytes } from "./body.ts";
import { apiHeaders } from "./headers.ts";

const bodyBytesMax = 1024 * 1024;
const bodyTimeoutMs = 10_000;

type Door = (request: Request, given: { params: Promise<{ provider: string }> }) => Promise<Response>;

/** A body that has not come whole in time is not waited for. */
async function bytesWithin(request: Request, timeoutMs: number): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await readBytes(request, bodyBytesMax, signal);
  } catch (error) {
    if (error !== signal.reason) throw error;
    throw new Refusal("unavailable", "The body took too long to arrive.");
  }
}

/** The text whose UTF-8 is the body byte for byte: a signature over one holds over the other. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal("malformed_json", "The body is not UTF-8.");
    throw error;
  }
}

/** A vendor's callback: raw body within limits, verified, stored, acknowledged. Applying it is somebody else's work. */
export function createWebhookDoor(context: () => Context, timeoutMs = bodyTimeoutMs): Door {
  return async (request, { params }) => {
    const requestId = newId("request");
    try {
      const { provider } = await params;
      const bytes = await bytesWithin(request, timeoutMs);
      const received = await receiveWebhook(context(), {
        provider,
        headers: request.headers,
        rawBody: textOf(bytes),
        token: new URL(request.url).searchParams.get("attempt"),
      });
      return new Response(JSON.stringify({ received: received.kind }), {
        headers: apiHeaders(requestId, "application/json"),
      });
    } catch (error) {
      return failureResponse(error, requestId);
    }
  };
}

export const webhookDoor: Door = createWebhookDoor(callbackContext);
