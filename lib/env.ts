import { resolve } from "node:path";
import { z } from "zod";
import { readVendorSettings, type VendorSettings } from "./vendor-settings.ts";

const port = z.coerce.number().int().min(1).max(65535);
const secret = z.string().min(32, "must hold at least 32 characters");
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const flag = z.preprocess((value) => value === "1" || value === "true", z.boolean());

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  APP_URL: z.url().default("http://127.0.0.1:3000"),
  DAILIES_DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  DAILIES_SECRET: secret,
  DAILIES_PROMPT_KEY: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  NEXTAUTH_SECRET: secret,
  GITHUB_ID: optional(z.string()),
  GITHUB_SECRET: optional(z.string()),
  GOOGLE_CLIENT_ID: optional(z.string()),
  GOOGLE_CLIENT_SECRET: optional(z.string()),
  INNGEST_BASE_URL: optional(z.url()),
  INNGEST_EVENT_KEY: optional(z.string()),
  INNGEST_SIGNING_KEY: optional(z.string()),
  INNGEST_DEV: optional(z.string()),
  ENGINE_PORT: port.default(8288),
  UPLOADTHING_TOKEN: optional(z.string()),
  RENDERER_URL: z.url().default("http://127.0.0.1:8290"),
  /** Where the safety check cannot be reached: the video waits for it, or goes on without. */
  MODERATION_UNREACHABLE: z.enum(["wait", "proceed"]).default("wait"),
  /** Whoever knows it may read the metrics; without it only admins may. */
  METRICS_TOKEN: optional(secret),
  DAILIES_DEMO: flag.default(false),
  DAILIES_ADMIN_EMAIL: optional(z.email().transform((value) => value.toLowerCase())),
});

const engineSchema = schema
  .pick({ DATABASE_URL: true, APP_URL: true, LOG_LEVEL: true, ENGINE_PORT: true })
  .extend({
    INNGEST_EVENT_KEY: z.string().min(16),
    INNGEST_SIGNING_KEY: z
      .string()
      .regex(/^signkey-[a-z]+-[0-9a-f]{64}$/, "must look like signkey-prod-<64 hexadecimal digits>"),
    ENGINE_BACKOFF_SECONDS: z
      .string()
      .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/)
      .default("1,2,5,10,30,60"),
  });

const rendererSchema = schema.pick({ DAILIES_DATA_DIR: true, DAILIES_SECRET: true, LOG_LEVEL: true }).extend({
  RENDERER_PORT: port.default(8290),
  RENDERER_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(1),
  RENDERER_TIMEOUT_SECONDS: z.coerce.number().int().min(5).max(3600).default(300),
  RENDERER_MEMORY_MB: z.coerce.number().int().min(256).max(16384).default(1536),
});

export type Env = z.infer<typeof schema>;
export type EngineEnv = z.infer<typeof engineSchema>;
export type RendererEnv = z.infer<typeof rendererSchema>;

function read<T extends z.ZodType>(shape: T): z.infer<T> {
  const parsed = shape.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not usable. ${faults.join("; ")}. See .env.example.`);
}

let cached: Env | undefined;

/** The web process's settings, parsed once. Throws one line that names every fault; values are never printed. */
export function env(): Env {
  cached ??= read(schema);
  return cached;
}

let cachedVendors: VendorSettings | undefined;

/** Keys and addresses of the vendors, read once; what cannot be used is told by name and never stops the start. */
export function vendorEnv(): VendorSettings {
  cachedVendors ??= readVendorSettings(process.env);
  return cachedVendors;
}

export const engineEnv = (): EngineEnv => read(engineSchema);
export const rendererEnv = (): RendererEnv => read(rendererSchema);

/** Absolute path below the data folder. */
export function dataPath(...parts: string[]): string {
  return resolve(/*turbopackIgnore: true*/ process.cwd(), env().DAILIES_DATA_DIR, ...parts);
}

/** Read apart from the rest, so that a process that cannot read its settings can still say so. */
export const logLevel = (): Env["LOG_LEVEL"] =>
  schema.shape.LOG_LEVEL.catch("info").parse(process.env.LOG_LEVEL);

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/;

/** next-auth reads its own address here: on loopback whichever name and port the browser used, else APP_URL. */
export function tellAuthItsAddress(): void {
  if (loopback.test(env().APP_URL)) process.env.AUTH_TRUST_HOST ??= "1";
  else process.env.NEXTAUTH_URL ??= env().APP_URL;
}
