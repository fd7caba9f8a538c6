import { z } from "zod";
import type { VendorSettings } from "#lib/vendor-settings.ts";
import { createAtlasCloudProvider } from "./atlas-cloud/provider.ts";
import { createFalProvider } from "./fal/provider.ts";
import { createGenericProvider } from "./generic/provider.ts";
import { createGoogleOmniProvider } from "./google-omni/provider.ts";
import { createGoogleVeoProvider } from "./google-veo/provider.ts";
import { createKlingProvider } from "./kling/provider.ts";
import type { Reach } from "./reach.ts";
import { createReplicateProvider } from "./replicate/provider.ts";
import { createRunwayProvider } from "./runway/provider.ts";
import { createSeedanceProvider } from "./seedance/provider.ts";
import type { Provider } from "./types.ts";
import type { VendorName } from "./vendor-setup.ts";

type At = (baseUrl: string) => Reach & { baseUrl: string; outputHosts?: readonly string[] };
type Build = (values: VendorSettings["values"], at: At) => Provider | undefined;

/** A simulator signs accounts in by itself; a real account signs in at Google whatever its file says. */
const tokenUrlOf = (credentials: string, { kind }: Reach): string | undefined =>
  kind === "simulated"
    ? z.object({ token_uri: z.url() }).safeParse(JSON.parse(credentials)).data?.token_uri
    : undefined;

/** How each vendor of videos is made of its settings; undefined where they are not complete. */
export const vendorBuilders: Readonly<Record<Exclude<VendorName, "openai">, Build>> = {
  kling: (values, at) =>
    createKlingProvider({
      ...at(values.KLINGAI_BASE_URL),
      apiKey: values.KLINGAI_API_KEY,
      accessKey: values.KLINGAI_ACCESS_KEY,
      secretKey: values.KLINGAI_SECRET_KEY,
      webhookSecrets: values.KLING_WEBHOOK_SECRET ?? [],
    }),
  seedance: ({ ARK_API_KEY: apiKey, ARK_BASE_URL }, at) =>
    apiKey ? createSeedanceProvider({ ...at(ARK_BASE_URL), apiKey }) : undefined,
  runway: ({ RUNWAYML_API_SECRET: apiKey, RUNWAYML_BASE_URL }, at) =>
    apiKey ? createRunwayProvider({ ...at(RUNWAYML_BASE_URL), apiKey }) : undefined,
  "google-omni": ({ GEMINI_API_KEY: apiKey, GEMINI_BASE_URL, GEMINI_WEBHOOK_SECRET }, at) =>
    apiKey
      ? createGoogleOmniProvider({
          ...at(GEMINI_BASE_URL),
          apiKey,
          webhookSecrets: GEMINI_WEBHOOK_SECRET ?? [],
        })
      : undefined,
  "google-veo": (values, at) => {
    const { GOOGLE_VEO_PROJECT: project, GOOGLE_VEO_CREDENTIALS: credentials } = values;
    if (!project || !credentials) return undefined;
    const location = values.GOOGLE_VEO_LOCATION;
    const reach = at(values.GOOGLE_VEO_BASE_URL ?? `https://${location}-aiplatform.googleapis.com`);
    return createGoogleVeoProvider({
      ...reach,
      project,
      location,
      credentials,
      tokenUrl: tokenUrlOf(credentials, reach),
    });
  },
  "atlas-cloud": ({ ATLASCLOUD_API_KEY: apiKey, ATLASCLOUD_BASE_URL }, at) =>
    apiKey ? createAtlasCloudProvider({ ...at(ATLASCLOUD_BASE_URL), apiKey }) : undefined,
  fal: ({ FAL_KEY: apiKey, FAL_QUEUE_URL, FAL_REST_URL: restUrl }, at) =>
    apiKey ? createFalProvider({ ...at(FAL_QUEUE_URL), restUrl, apiKey }) : undefined,
  replicate: ({ REPLICATE_API_TOKEN: apiKey, REPLICATE_WEBHOOK_SECRET, REPLICATE_BASE_URL }, at) =>
    apiKey
      ? createReplicateProvider({
          ...at(REPLICATE_BASE_URL),
          apiKey,
          webhookSecrets: REPLICATE_WEBHOOK_SECRET ?? [],
        })
      : undefined,
  generic: ({ SEEVIDO_API_KEY: apiKey, SEEVIDO_BASE_URL, SEEVIDO_WEBHOOK_SECRET }, at) =>
    apiKey && SEEVIDO_BASE_URL
      ? createGenericProvider({
          ...at(SEEVIDO_BASE_URL),
          apiKey,
          webhookSecrets: SEEVIDO_WEBHOOK_SECRET ?? [],
        })
      : undefined,
};
