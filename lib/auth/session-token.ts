import { createHash } from "node:crypto";
import { decode } from "next-auth/jwt";
import { z } from "zod";

export const sessionSecondsMax = 14 * 24 * 60 * 60;
const payload = z.object({ sub: z.string().min(1), stamp: z.string().min(1) });
export type SessionToken = z.infer<typeof payload>;

export const usesSecureCookies = (appUrl: string): boolean => appUrl.startsWith("https://");

export const sessionCookieName = (appUrl: string): string =>
  usesSecureCookies(appUrl) ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** Ties a session to the e-mail and password it was opened with: changing either ends it everywhere. */
export function sessionStamp(account: { email: string; passwordHash: string | null }): string {
  return createHash("sha256")
    .update(`${account.email}\n${account.passwordHash ?? ""}`)
    .digest("base64url")
    .slice(0, 22);
}

/** What an unexpired session cookie of ours says; undefined for every other value. */
export async function readSessionToken(
  cookie: string | undefined,
  secret: string,
): Promise<SessionToken | undefined> {
  if (!cookie) return undefined;
  const decoded = await decode({ token: cookie, secret }).catch(() => null);
  return payload.safeParse(decoded).data;
}
