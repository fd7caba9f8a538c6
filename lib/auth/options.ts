import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { admitGuest } from "#lib/people/admit-guest.ts";
import { Refusal } from "#lib/refusal.ts";
import { requestContext } from "#lib/services.ts";
import { authenticate, type SignedIn } from "./authenticate.ts";
import { networkOf } from "./network.ts";
import { oauthProviders, verifiedEmail } from "./oauth.ts";
import { sessionCookieName, sessionSecondsMax, usesSecureCookies } from "./session-token.ts";

const credentials = z.object({ email: z.string().max(200), password: z.string().max(200) });
const signedIn = z.object({ id: z.string(), stamp: z.string() });
const logger = log("auth");

const context = () => requestContext({ kind: "anonymous" }, newId("request"));

/** The sign-in page reads the error's text: `wrong_credentials`, or `too_many_attempts:<moment it opens again>`. */
function signInError(error: unknown): Error {
  if (!(error instanceof Refusal)) {
    logger.error({ err: error }, "Sign-in failed.");
    return new Error("unavailable");
  }
  const { retryAt } = error.extra;
  return new Error(retryAt ? `${error.code}:${retryAt.toISOString()}` : error.code);
}

async function authorize(given: unknown, forwardedFor: string | undefined): Promise<SignedIn> {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) throw signInError(new Refusal("wrong_credentials"));
  return authenticate(context(), { ...parsed.data, network: networkOf(forwardedFor) }).catch(
    (error: unknown) => {
      throw signInError(error);
    },
  );
}

const callbacks: NextAuthOptions["callbacks"] = {
  async signIn({ account, profile }) {
    if (account?.type === "credentials") return true;
    const guest = verifiedEmail(account?.provider, profile);
    return guest !== undefined && (await admitGuest(context(), guest)) !== undefined;
  },
  async jwt({ token, user, account, profile }) {
    if (!account) return { sub: token.sub, stamp: token.stamp };
    const guest = verifiedEmail(account.provider, profile);
    const person = guest ? await admitGuest(context(), guest) : signedIn.parse(user);
    return { sub: person?.id, stamp: person?.stamp };
  },
  session: ({ session }) => ({ expires: session.expires }),
};

/** next-auth's settings, made when first asked for, because the environment is not read while building. */
export function authOptions(): NextAuthOptions {
  const { APP_URL, NEXTAUTH_SECRET } = env();
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionSecondsMax },
    useSecureCookies: usesSecureCookies(APP_URL),
    cookies: {
      sessionToken: {
        name: sessionCookieName(APP_URL),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: usesSecureCookies(APP_URL) },
      },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    logger: {
      error: (code) => logger.warn({ code }, "next-auth refused a request."),
      warn: (code) => logger.debug({ code }, "next-auth warned."),
      debug: () => undefined,
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given, request) => authorize(given, request.headers?.["x-forwarded-for"]),
      }),
      ...oauthProviders(env()),
    ],
    callbacks,
  };
}
