import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const prefix = "hmac-sha256=";

/** The upload library's signature: hexadecimal HMAC-SHA256 with the token's key. */
export const signPayload = (payload: string, apiKey: string): string =>
  prefix + createHmac("sha256", apiKey).update(payload, "utf8").digest("hex");

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

const claims = z.object({
  expires: z.coerce.number().int(),
  name: z.string().min(1),
  size: z.coerce.number().int().positive(),
  type: z.string(),
  slug: z.string().min(1),
  customId: z.string().nullable(),
});
export type Presigned = z.infer<typeof claims>;
export type PresignedFault = "bad_signature" | "link_expired";

/** Values are percent-encoded twice; a stray percent sign means that nobody of ours made the link. */
function decode(value: string | null): string | null {
  try {
    return value === null ? null : decodeURIComponent(value);
  } catch {
    return null;
  }
}

/**
 * What a presigned link grants. The signature covers our own base address, never the request's, and the raw query up to
 * the signature, byte for byte as it came.
 */
export function readPresigned(
  { ingestUrl, key, rawQuery }: { ingestUrl: string; key: string; rawQuery: string },
  apiKey: string,
  now: Date,
): Presigned | PresignedFault {
  const cut = rawQuery.lastIndexOf("&signature=");
  if (cut < 0) return "bad_signature";
  const unsigned = rawQuery.slice(0, cut);
  const signature = decode(rawQuery.slice(cut + "&signature=".length)) ?? "";
  if (!isSame(signature, signPayload(`${ingestUrl}/${key}?${unsigned}`, apiKey))) return "bad_signature";
  const query = new URLSearchParams(unsigned);
  const given = (name: string) => decode(query.get(name));
  const read = claims.safeParse({
    expires: query.get("expires"),
    name: given("x-ut-file-name"),
    size: given("x-ut-file-size"),
    type: given("x-ut-file-type") ?? "",
    slug: given("x-ut-slug"),
    customId: given("x-ut-custom-id"),
  });
  if (!read.success) return "bad_signature";
  return read.data.expires > now.getTime() ? read.data : "link_expired";
}
