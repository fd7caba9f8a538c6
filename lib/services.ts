import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Connection, connect, type Database } from "#db/client.ts";
import { announcer } from "#inngest/announcer.ts";
import { type Clock, createClock } from "./clock.ts";
import type { Actor, Context, Parts } from "./context.ts";
import { dataPath, type Env, env, vendorEnv } from "./env.ts";
import { newId } from "./ids.ts";
import { log } from "./log.ts";
import { createInspector } from "./media/inspect/inspector.ts";
import { createLinks } from "./media/signed-links.ts";
import { createDiskStorage } from "./media/storage/disk.ts";
import { createLayeredModerator } from "./moderation/layered.ts";
import { createOfflineModerator } from "./moderation/offline.ts";
import { createOmniModerator } from "./moderation/omni.ts";
import { createEngineInspector } from "./ops/embedded-engine.ts";
import { connectVendors } from "./providers/connect-vendors.ts";
import { createRegistry } from "./providers/registry.ts";
import { sharedFaults } from "./providers/vendor-setup.ts";
import { createSealer } from "./videos/prompt-sealer.ts";

/** Callbacks are taken in on connections of their own: whatever else holds the pool, none is turned away for it. */
const callbackPoolSize = 2;

type Installation = { connection: Connection; callbacks: Connection; clock: Clock; parts: Parts };

/** Survives hot reload, so that development does not open a new pool with every change. */
const shared: { dailies?: Installation } = globalThis as { dailies?: Installation };

function vendorParts({ APP_URL, RENDERER_URL, DAILIES_SECRET }: Env) {
  const own = { appUrl: APP_URL, rendererUrl: RENDERER_URL, secret: DAILIES_SECRET };
  const settings = vendorEnv();
  const { providers, vendors, stills, judge } = connectVendors(settings, own);
  for (const { fault } of vendors) if (fault) log("vendors").warn(fault);
  for (const fault of sharedFaults(settings)) log("vendors").warn(fault);
  const offline = createOfflineModerator();
  return {
    providers: createRegistry(providers),
    vendors,
    stills,
    moderator: judge ? createLayeredModerator(offline, createOmniModerator(judge)) : offline,
  };
}

const told = z.tuple([z.object({ ms: z.coerce.number() })]);

async function readTime(db: Database): Promise<Date> {
  const rows = await db.execute(sql`select extract(epoch from clock_timestamp()) * 1000 as ms`);
  return new Date(told.parse([...rows])[0].ms);
}

function open(): Installation {
  const settings = env();
  const connection = connect(settings.DATABASE_URL, settings.DATABASE_POOL_SIZE);
  return {
    connection,
    callbacks: connect(settings.DATABASE_URL, callbackPoolSize),
    clock: createClock(() => readTime(connection.db)),
    parts: {
      ...vendorParts(settings),
      storage: createDiskStorage({ root: dataPath("media") }),
      links: createLinks({ secret: settings.DAILIES_SECRET, appUrl: settings.APP_URL }),
      inspector: createInspector(),
      sealer: createSealer(settings.DAILIES_PROMPT_KEY),
      moderationUnreachable: settings.MODERATION_UNREACHABLE,
      announcer,
      engine: createEngineInspector(settings),
      appUrl: settings.APP_URL,
    },
  };
}

function installation(): Installation {
  shared.dailies ??= open();
  return shared.dailies;
}

export const database = (): Database => installation().connection.db;

/** Reads the database's time, by which everything here goes; before the first work of a process. */
export const syncClock = (): Promise<void> => installation().clock.sync();

/** Context of a request: whoever `actor` is, on the pool, with the installation's parts. */
export const requestContext = (actor: Actor, requestId: string): Context => ({
  actor,
  db: database(),
  now: () => installation().clock.now(),
  requestId,
  parts: installation().parts,
});

/** Context of the webhook door. */
export const callbackContext = (): Context => ({
  ...systemContext("webhook"),
  db: installation().callbacks.db,
});

/** Context of the system's own work: durable functions, the sweep. */
export const systemContext = (source: "worker" | "webhook" | "sweep"): Context =>
  requestContext({ kind: "system", source }, newId("request"));

/** For programs that end: lets the pools go. */
export async function closeDatabase(): Promise<void> {
  const { connection, callbacks } = installation();
  await Promise.all([connection.close(), callbacks.close()]);
}
