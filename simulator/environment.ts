import { generateKeyPairSync } from "node:crypto";
import { simulatorSecret } from "./core/secrets.ts";
import { standardWebhookSecret } from "./dialects/standard-webhook.ts";

const keyFor = (vendor: string): string => `sim-${simulatorSecret(vendor, "key").slice(0, 32)}`;
const webhookSecretFor = (vendor: string): string =>
  standardWebhookSecret(simulatorSecret(vendor, "webhook"));

/** A service account's key file in one line, whose tokens come from the simulator; its key is made for this call. */
function serviceAccount(origin: string): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return JSON.stringify({
    type: "service_account",
    project_id: "simulated-project",
    private_key_id: "simulated-key",
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
    client_email: "dailies@simulated-project.iam.gserviceaccount.com",
    token_uri: `${origin}/google-veo/token`,
  });
}

/** The settings that point every vendor of an installation at the simulator at `origin`, with keys it takes. */
export const simulatorEnvironment = (origin: string): Record<string, string> => ({
  KLINGAI_API_KEY: keyFor("kling"),
  KLING_WEBHOOK_SECRET: webhookSecretFor("kling"),
  KLINGAI_BASE_URL: `${origin}/kling`,
  ARK_API_KEY: keyFor("seedance"),
  ARK_BASE_URL: `${origin}/seedance/api/v3`,
  RUNWAYML_API_SECRET: keyFor("runway"),
  RUNWAYML_BASE_URL: `${origin}/runway`,
  GEMINI_API_KEY: keyFor("google-omni"),
  GEMINI_BASE_URL: `${origin}/google-omni`,
  GOOGLE_VEO_PROJECT: "simulated-project",
  GOOGLE_VEO_CREDENTIALS: serviceAccount(origin),
  GOOGLE_VEO_BASE_URL: `${origin}/google-veo`,
  OPENAI_API_KEY: keyFor("openai"),
  OPENAI_BASE_URL: `${origin}/openai/v1`,
  ATLASCLOUD_API_KEY: keyFor("atlas-cloud"),
  ATLASCLOUD_BASE_URL: `${origin}/atlas-cloud`,
  FAL_KEY: keyFor("fal"),
  FAL_QUEUE_URL: `${origin}/fal/queue`,
  FAL_REST_URL: `${origin}/fal/rest`,
  REPLICATE_API_TOKEN: keyFor("replicate"),
  REPLICATE_WEBHOOK_SECRET: webhookSecretFor("replicate"),
  REPLICATE_BASE_URL: `${origin}/replicate/v1`,
  SEEVIDO_API_KEY: keyFor("generic"),
  SEEVIDO_WEBHOOK_SECRET: simulatorSecret("generic", "webhook"),
  SEEVIDO_BASE_URL: `${origin}/generic`,
});
