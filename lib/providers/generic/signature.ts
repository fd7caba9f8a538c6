import { createHmac } from "node:crypto";
import { isFreshTimestamp, isSameText } from "../standard-webhooks.ts";
import type { ReceivedWebhook } from "../types.ts";

/** `plain` is for senders without a clock: nothing but the event id then stands against a replay. */
export type SignatureMode = "v1" | "plain";

/** `x-ai-signature`: HMAC-SHA256 in hex, keyed with the secret's UTF-8 bytes, over `<timestamp>.<raw body>` or the body. */
export function verifyGenericSignature(
  secrets: readonly string[],
  mode: SignatureMode,
  { headers, rawBody, now }: ReceivedWebhook,
): boolean {
  const timestamp = headers.get("x-ai-timestamp");
  if (mode === "v1" && !isFreshTimestamp(timestamp, now)) return false;
  const given = (headers.get("x-ai-signature") ?? "").replace(/^sha256=/, "");
  const signed = mode === "v1" ? `${timestamp}.${rawBody}` : rawBody;
  return secrets.some(
    (secret) => secret !== "" && isSameText(given, createHmac("sha256", secret).update(signed).digest("hex")),
  );
}
