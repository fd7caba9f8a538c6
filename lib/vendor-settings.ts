import { z } from "zod";

const orAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
/** A key travels in a header, which holds nothing else. */
const key = orAbsent(
  z
    .string()
    .trim()
    .regex(/^\S+$/, "holds spaces; copy the key alone")
    .regex(/^[\s\x21-\x7e]*$/, "holds characters that no key has; copy it again"),
);
const address = z.url({
  protocol: /^https?$/,
  error: "is not an address; write it like https://api.example.org",
});
const listMax = 50;
const activeMax = 8;
/** Several values with commas between them, such as the new secret and the old one while it is turned over. */
const listOf = (part: z.ZodType<string, string>, partsMax: number) =>
  orAbsent(
    z
      .string()
      .transform((text) => text.split(",").flatMap((given) => given.trim() || []))
      .pipe(z.array(part).min(1, "names nothing").max(partsMax, `names more than ${partsMax}`)),
  );
const secretBytesMin = 24;
/** 24 to 64 random bytes (Standard Webhooks specification). */
const signingSecret = z
  .string()
  .regex(/^(whsec_)?[A-Za-z0-9+/]+={0,2}$/, "is not a signing secret; copy it whole, as whsec_…")
  .refine(
    (secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64").length >= secretBytesMin,
    `is too short for a signing secret: it must hold ${secretBytesMin} bytes`,
  );
const sharedSecret = z.string().min(32, "is too short for a signing secret: it must hold 32 characters");
const hostName = z
  .string()
  .toLowerCase()
  .max(253)
  .regex(
    /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/,
    "is not the name of a host; write it like cdn.example.org or *.example.org",
  );
const base = (known: string) => orAbsent(address).default(known);

function isServiceAccount(text: string): boolean {
  try {
    const account = z.object({ client_email: z.string().min(3), private_key: z.string().min(32) });
    return account.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** One block a vendor; a vendor without its key is not connected. Base URLs are for proxies and for the simulator. */
const vendorSettingsSchema = z.object({
  KLINGAI_API_KEY: key,
  KLINGAI_ACCESS_KEY: key,
  KLINGAI_SECRET_KEY: key,
  KLING_WEBHOOK_SECRET: listOf(signingSecret, activeMax),
  KLINGAI_BASE_URL: base("https://api-singapore.klingai.com"),
  ARK_API_KEY: key,
  ARK_BASE_URL: base("https://ark.ap-southeast.bytepluses.com/api/v3"),
  RUNWAYML_API_SECRET: key,
  RUNWAYML_BASE_URL: base("https://api.dev.runwayml.com"),
  GEMINI_API_KEY: key,
  /** Of endpoints registered once for the project; callbacks named with a job need none. */
  GEMINI_WEBHOOK_SECRET: listOf(signingSecret, activeMax),
  GEMINI_BASE_URL: base("https://generativelanguage.googleapis.com"),
  GOOGLE_VEO_PROJECT: key,
  GOOGLE_VEO_LOCATION: orAbsent(z.string().regex(/^[a-z0-9-]+$/, "is not a location")).default("us-central1"),
  /** A service account's JSON, for the Agent Platform. */
  GOOGLE_VEO_CREDENTIALS: orAbsent(
    z.string().refine(isServiceAccount, "is not a service account's JSON on one line"),
  ),
  GOOGLE_VEO_BASE_URL: orAbsent(address),
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: base("https://api.openai.com/v1"),
  ATLASCLOUD_API_KEY: key,
  ATLASCLOUD_BASE_URL: base("https://api.atlascloud.ai"),
  FAL_KEY: key,
  FAL_QUEUE_URL: base("https://queue.fal.run"),
  FAL_REST_URL: base("https://rest.fal.ai"),
  REPLICATE_API_TOKEN: key,
  REPLICATE_WEBHOOK_SECRET: listOf(signingSecret, activeMax),
  REPLICATE_BASE_URL: base("https://api.replicate.com/v1"),
  SEEVIDO_API_KEY: key,
  SEEVIDO_BASE_URL: orAbsent(address),
  SEEVIDO_WEBHOOK_SECRET: listOf(sharedSecret, activeMax),
  /** Where any vendor's outputs may lie, beside the hosts that are known of it. */
  OUTPUT_HOSTS: listOf(hostName, listMax),
});

export type VendorEnv = z.infer<typeof vendorSettingsSchema>;
export type VendorSettingName = keyof VendorEnv;
export const vendorSettingNames = vendorSettingsSchema.keyof().options;

/**
 * `given`: names of the settings somebody set. `faults`: why one cannot be used, by its name; it then counts as absent
 * among the values. Neither holds a value.
 */
export type VendorSettings = {
  values: VendorEnv;
  given: ReadonlySet<string>;
  faults: ReadonlyMap<string, string>;
};

/** Of several values the bad one is told by its place. */
function faultOf({ path: [, place], message }: z.core.$ZodIssue, given: string | undefined): string {
  return typeof place === "number" && given?.includes(",") ? `(part ${place + 1}) ${message}` : message;
}

/** Reads the vendors' settings out of an environment. Never throws: one bad key is one vendor's matter. */
export function readVendorSettings(environment: Record<string, string | undefined>): VendorSettings {
  const named = Object.fromEntries(vendorSettingNames.map((name) => [name, environment[name]]));
  const given = new Set<string>(vendorSettingNames.filter((name) => environment[name]));
  const parsed = vendorSettingsSchema.safeParse(named);
  if (parsed.success) return { values: parsed.data, given, faults: new Map() };
  const faults = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0]);
    if (!faults.has(name)) faults.set(name, faultOf(issue, named[name]));
  }
  for (const name of faults.keys()) delete named[name];
  return { values: vendorSettingsSchema.parse(named), given, faults };
}
