import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const toleranceSeconds = 5 * 60;

const keyText = (signingKey: string) => signingKey.replace(/^signkey-\w+-/, "");

const digest = (body: string, signingKey: string, seconds: string) =>
  createHmac("sha256", keyText(signingKey)).update(body).update(seconds).digest("hex");

/** Compares without telling by time where two texts differ. */
export const sameText = (left: string, right: string): boolean =>
  timingSafeEqual(createHash("sha256").update(left).digest(), createHash("sha256").update(right).digest());

/** `t=<unix seconds>&s=<hex>` over the body exactly as it is sent (canonical JSON, or empty). */
export function signBody(body: string, signingKey: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000).toString();
  return `t=${seconds}&s=${digest(body, signingKey, seconds)}`;
}

/** True when `header` signs `body` with `signingKey` and is less than five minutes away from `nowMs`. */
export function verifyBody(
  header: string | undefined,
  body: string,
  signingKey: string,
  nowMs: number,
): boolean {
  const fields = new URLSearchParams(header ?? "");
  const seconds = fields.get("t") ?? "";
  const signature = fields.get("s") ?? "";
  if (!/^\d{1,12}$/.test(seconds) || signature === "") return false;
  if (Math.abs(nowMs / 1000 - Number(seconds)) > toleranceSeconds) return false;
  return sameText(signature, digest(body, signingKey, seconds));
}

/** What the SDK sends as its bearer token: the key's prefix and the SHA-256 of its bytes. */
export function bearerOf(signingKey: string): string {
  const prefix = signingKey.match(/^signkey-\w+-/)?.[0] ?? "";
  return (
    prefix +
    createHash("sha256")
      .update(Buffer.from(keyText(signingKey), "hex"))
      .digest("hex")
  );
}
