import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Context, Parts } from "#lib/context.ts";
import type { HealthView } from "#lib/contract/health.ts";
import { dataPath, env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import type { Storage } from "#lib/media/storage/types.ts";
import type { Provider } from "#lib/providers/types.ts";

/** An installation is well without a part that is not `needed`: a vendor's outage is the vendor's. */
type Part = NonNullable<HealthView["parts"]>[number] & { needed: boolean };
type Finding = { kind: Part["kind"]; detail: string; ok?: boolean };
type Probe = { name: string; kind: Part["kind"]; needed?: boolean; look: () => Promise<Finding> };

const answerWithinMs = 2500;
const freshForMs = 2000;
const vendorFreshForMs = 60_000;
const freeBytesMin = 512 * 1024 * 1024;
const dataFolder = z.object({ setting: z.string() });

/** The cluster in our own data folder is the embedded one; another's folder is hidden from an ordinary role. */
async function lookAtDatabase(ctx: Context): Promise<Finding> {
  const [row] = await ctx.db.execute(
    sql`select setting, current_setting('server_version') as version from pg_settings where name = 'data_directory'`,
  );
  const folder = dataFolder.safeParse(row).data?.setting;
  return { kind: folder?.startsWith(dataPath()) ? "embedded" : "real", detail: "Postgres answers" };
}

async function lookAtEngine({ parts }: Context): Promise<Finding> {
  const { kind } = parts.engine;
  const { functions, jobsDue, oldestDueSeconds, appReachable } = await parts.engine.health();
  if (kind === "real") return { kind, detail: "Inngest answers" };
  if (!appReachable) return { kind, ok: false, detail: "The engine cannot reach this app" };
  const oldest =
    oldestDueSeconds === null ? "" : `, oldest for ${Math.max(0, Math.round(oldestDueSeconds))} s`;
  return { kind, detail: `${functions} functions, ${jobsDue} jobs due${oldest}` };
}

/** Storage that reads and takes no file loses clips: it is written to. */
async function takesFiles(storage: Storage): Promise<boolean> {
  const key = `health/${randomUUID()}`;
  try {
    await storage.put(key, Readable.from(["works"]), { bytesMax: 5 });
    await storage.remove(key);
    return true;
  } catch (error) {
    log("health").warn({ err: error }, "the storage takes no file");
    return false;
  }
}

async function lookAtStorage({ parts }: Context): Promise<Finding> {
  const { kind } = parts.storage;
  if (!(await takesFiles(parts.storage))) return { kind, ok: false, detail: "Takes no files" };
  if (kind === "real") return { kind, detail: "The bucket answers" };
  const { bavail, bsize } = await statfs(dataPath());
  const free = bavail * bsize;
  return { kind, ok: free >= freeBytesMin, detail: `${(free / 1e9).toFixed(1)} GB free` };
}

function lookAtSignIn(): Finding {
  const { DAILIES_DEMO, GITHUB_ID, GOOGLE_CLIENT_ID } = env();
  const ways = ["e-mail and password", GITHUB_ID && "GitHub", GOOGLE_CLIENT_ID && "Google"].filter(Boolean);
  return {
    kind: DAILIES_DEMO ? "embedded" : "real",
    detail: `${DAILIES_DEMO ? "Demo accounts; " : ""}${ways.join(", ")}`,
  };
}

const vendorLooks = new WeakMap<Provider, { at: number; ok: Promise<boolean> }>();

/** Vendors out in the internet are asked at most once a minute. */
function isReachable(provider: Provider): Promise<boolean> {
  const now = performance.now();
  const last = vendorLooks.get(provider);
  if (last && provider.kind !== "embedded" && now - last.at < vendorFreshForMs) return last.ok;
  const ok = provider.reachable();
  vendorLooks.set(provider, { at: now, ok });
  return ok;
}

const answers = { true: "Takes work", false: "Does not answer" };

function vendorProbes({ providers, vendors, stills }: Parts): Probe[] {
  const faulty = vendors.flatMap(({ name, fault }) => (fault ? [{ name, fault }] : []));
  return [
    ...providers.list().map((provider) => ({
      name: provider.name,
      kind: provider.kind,
      needed: provider.kind === "embedded",
      look: async () => {
        const ok = await isReachable(provider);
        return { kind: provider.kind, ok, detail: answers[`${ok}`] };
      },
    })),
    ...faulty.map(({ name, fault }) => ({
      name,
      kind: "real" as const,
      needed: false,
      look: async () => ({ kind: "real" as const, ok: false, detail: fault }),
    })),
    ...(stills
      ? [{ name: "stills", kind: stills.kind, look: async () => ({ kind: stills.kind, detail: "OpenAI" }) }]
      : []),
  ];
}

function probesOf(ctx: Context): Probe[] {
  const { moderator, engine, storage } = ctx.parts;
  const uploads = env().UPLOADTHING_TOKEN ? "real" : "embedded";
  return [
    { name: "database", kind: "real", look: () => lookAtDatabase(ctx) },
    { name: "engine", kind: engine.kind, look: () => lookAtEngine(ctx) },
    ...vendorProbes(ctx.parts),
    { name: "storage", kind: storage.kind, look: () => lookAtStorage(ctx) },
    {
      name: "moderation",
      kind: moderator.kind,
      look: async () => ({
        kind: moderator.kind,
        detail: moderator.kind === "embedded" ? "Offline rules" : "Offline rules, then OpenAI",
      }),
    },
    {
      name: "uploads",
      kind: uploads,
      look: async () => ({
        kind: uploads,
        detail: uploads === "real" ? "UploadThing" : "Door inside this app",
      }),
    },
    { name: "sign-in", kind: "real", look: async () => lookAtSignIn() },
  ];
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("late")), answerWithinMs);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

async function examine({ name, kind, needed = true, look }: Probe): Promise<Part> {
  const start = performance.now();
  const finding: Finding = await inTime(look()).catch(() => ({ kind, ok: false, detail: "Does not answer" }));
  const latencyMs = Math.round(performance.now() - start);
  return { name, kind: finding.kind, ok: finding.ok ?? true, detail: finding.detail, latencyMs, needed };
}

const recent = new WeakMap<Parts, { at: number; parts: Promise<Part[]> }>();

/** Every part, looked at together; asked again within two seconds the same look is told, so that nobody can press. */
export function readParts(ctx: Context): Promise<Part[]> {
  const now = performance.now();
  const last = recent.get(ctx.parts);
  if (last && now - last.at < freshForMs) return last.parts;
  const parts = Promise.all(probesOf(ctx).map(examine));
  recent.set(ctx.parts, { at: now, parts });
  return parts;
}
