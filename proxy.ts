import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { readSessionToken, sessionCookieName } from "#lib/auth/session-token.ts";
import { isMembersPath, pathHeader, signInPath } from "#lib/auth/sign-in-path.ts";
import { env } from "#lib/env.ts";
import { contentPolicy, pageHeaders } from "#lib/http/page-headers.ts";

/** Gives every page its headers and nonce, and shows the signed-out the door. What a person may do is decided behind it. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { APP_URL, NEXTAUTH_SECRET, NODE_ENV, UPLOADTHING_TOKEN } = env();
  const { pathname, search } = request.nextUrl;
  const path = pathname + search;
  const cookie = request.cookies.get(sessionCookieName(APP_URL))?.value;
  if (isMembersPath(pathname) && !(await readSessionToken(cookie, NEXTAUTH_SECRET)))
    return NextResponse.redirect(new URL(signInPath(path), request.nextUrl));

  const policy = contentPolicy({
    nonce: randomBytes(18).toString("base64"),
    appUrl: APP_URL,
    development: NODE_ENV === "development",
    uploadsElsewhere: UPLOADTHING_TOKEN !== undefined,
  });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, path);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of pageHeaders(policy, APP_URL)) response.headers.set(name, value);
  return response;
}

/** The API's doors stay outside: a body that passes here is held in memory and cut at 10 MB. */
export const config = {
  matcher: ["/((?!api/|_next/static/|_next/image|favicon\\.ico|icon|apple-icon|robots\\.txt).*)"],
};
