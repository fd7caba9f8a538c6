import { createHmac, timingSafeEqual } from "node:crypto";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { type Core, Refused } from "#simulator/dialect.ts";

const grant = z.object({
  grant_type: z.literal("urn:ietf:params:oauth:grant-type:jwt-bearer"),
  assertion: z.string().min(10),
});
const claims = z.object({
  iss: z.string().includes("@"),
  scope: z.string().includes("https://www.googleapis.com/auth/cloud-platform"),
  aud: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
});
const lifeSeconds = 3600;

const sign = (core: Core, expires: string): string =>
  createHmac("sha256", core.secret("google-veo", "tokens")).update(expires).digest("base64url");

function denied(description: string): Response {
  return Response.json({ error: "invalid_grant", error_description: description }, { status: 400 });
}

/**
 * Exchanges a service account's assertion for a token. The accounts are nobody's, so the signature itself is not
 * checked: only that there is one of the right kind, with the right claims, in time.
 */
export function issueToken(core: Core, form: unknown): Response {
  const parsed = grant.safeParse(form);
  if (!parsed.success) return denied("Bad grant");
  const { assertion } = parsed.data;
  try {
    if (decodeProtectedHeader(assertion).alg !== "RS256")
      return denied("The assertion must be signed with RS256");
    const { iat, exp, iss } = claims.parse(decodeJwt(assertion));
    const now = core.now() / 1000;
    if (exp < now || iat > now + 300 || exp - iat > 3600)
      return denied("Invalid JWT: it is not valid at this time");
    if (iss.includes("revoked")) return denied("Invalid grant: account not found");
  } catch {
    return denied("Invalid JWT");
  }
  const expires = String(Math.floor(core.now() / 1000) + lifeSeconds);
  const token = `ya29.${expires}.${sign(core, expires)}`;
  return Response.json({ access_token: token, expires_in: lifeSeconds, token_type: "Bearer" });
}

/** Throws `Refused` for a token that this process did not issue, or that has run out. */
export function requireToken(core: Core, header: string | undefined): void {
  const [, expires = "", signature = ""] = /^Bearer ya29\.(\d+)\.([\w-]+)$/.exec(header ?? "") ?? [];
  const wanted = Buffer.from(sign(core, expires));
  const given = Buffer.from(signature);
  const holds = wanted.length === given.length && timingSafeEqual(wanted, given);
  if (!holds || Number(expires) * 1000 < core.now()) throw new Refused("auth", "The token does not hold");
}
