import { createHash, createHmac } from "node:crypto";

/**
 * Headers of the Standard Webhooks scheme: HMAC-SHA256 over `id.timestamp.body` with the bytes behind `whsec_`,
 * one signature for each secret. `seconds` is the unix time.
 */
export function standardWebhookHeaders(
  secrets: readonly string[],
  id: string,
  seconds: number,
  body: string,
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
  });
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}

/** The simulator's 64 hexadecimal digits in the form the scheme asks for. */
export function standardWebhookSecret(hex: string): string {
  return `whsec_${Buffer.from(hex, "hex").toString("base64")}`;
}

/** The same id for every delivery of one event of a task. */
export function eventId(prefix: string, ...parts: (string | number)[]): string {
  return `${prefix}${createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 24)}`;
}
