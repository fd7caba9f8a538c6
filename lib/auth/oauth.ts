import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import { z } from "zod";
import type { Env } from "#lib/env.ts";

const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const verifiedProfile = z.object({
  email: z.email(),
  email_verified: z.literal(true),
  name: z.string().nullish(),
});

export type Guest = { email: string; name: string };

/** The primary address of a GitHub account when GitHub says that it was verified. */
export function primaryEmail(answer: unknown): string | undefined {
  const emails = githubEmails.safeParse(answer).data ?? [];
  return emails.find(({ primary, verified }) => primary && verified)?.email;
}

function gitHub(clientId: string, clientSecret: string): Provider {
  return GitHubProvider({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const profile = await client.userinfo(tokens.access_token ?? "");
        const answer = await fetch("https://api.github.com/user/emails", {
          headers: { authorization: `Bearer ${tokens.access_token}` },
          signal: AbortSignal.timeout(10_000),
        });
        const email = answer.ok ? primaryEmail(await answer.json()) : undefined;
        return { ...profile, email, email_verified: email !== undefined };
      },
    },
  });
}

/** The sign-in providers whose keys are set. */
export function oauthProviders(settings: Env): Provider[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = settings;
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [gitHub(GITHUB_ID, GITHUB_SECRET)] : []),
    ...(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET
      ? [GoogleProvider({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET })]
      : []),
  ];
}

/** Who an OAuth provider vouches for; undefined when it does not vouch for the address. */
export function verifiedEmail(provider: string | undefined, profile: unknown): Guest | undefined {
  if (provider !== "github" && provider !== "google") return undefined;
  const vouched = verifiedProfile.safeParse(profile).data;
  if (!vouched) return undefined;
  const email = vouched.email.toLowerCase();
  return { email, name: vouched.name?.trim().slice(0, 80) || (email.split("@")[0] ?? email) };
}
