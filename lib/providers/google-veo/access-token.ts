import { gaxios, JWT } from "google-auth-library";
import { z } from "zod";
import { VendorSilence } from "../http.ts";

const scope = "https://www.googleapis.com/auth/cloud-platform";
const timeoutMs = 10_000;

const accountSchema = z.object({ client_email: z.string().min(3), private_key: z.string().min(32) });

/** Google refused the service account itself, not a request. */
export class SignInRefused extends Error {}

/** The parts of a service account's JSON that signing in takes. Throws one line that never repeats the JSON. */
function parseServiceAccount(json: string): z.infer<typeof accountSchema> {
  try {
    return accountSchema.parse(JSON.parse(json));
  } catch {
    throw new Error("GOOGLE_VEO_CREDENTIALS is not the JSON of a service account.");
  }
}

/** The answer's status where there was one; signing in costs nothing, so that a lost answer is merely silence. */
function refusalOf(error: unknown): Error {
  const status = error instanceof gaxios.GaxiosError ? error.response?.status : undefined;
  if (status !== undefined && status >= 400 && status < 500 && status !== 429)
    return new SignInRefused(`Google refused the service account (${status}).`, { cause: error });
  return new VendorSilence("Google’s sign-in did not answer.", false, error);
}

/**
 * Access tokens of a service account, kept until shortly before they end. `tokenUrl` stands in for Google's own.
 * Throws `SignInRefused` or `VendorSilence`.
 */
export function createAccessTokens(credentials: string, tokenUrl: string | undefined): () => Promise<string> {
  const account = parseServiceAccount(credentials);
  const transporter = new gaxios.Gaxios({ timeout: timeoutMs, retry: false });
  if (tokenUrl)
    transporter.interceptors.request.add({
      resolved: async (config) => Object.assign(config, { url: new URL(tokenUrl) }),
    });
  const client = new JWT({
    email: account.client_email,
    key: account.private_key,
    scopes: [scope],
    transporter,
  });
  return async () => {
    try {
      const { token } = await client.getAccessToken();
      if (!token) throw new Error("an answer without a token");
      return token;
    } catch (error) {
      throw refusalOf(error);
    }
  };
}
