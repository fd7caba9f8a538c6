import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect, type Database } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { createTestDatabase } from "#db/testing/database.ts";
import type { Actor, Context, Parts, User } from "#lib/context.ts";
import type { Plan, Role } from "#lib/contract/role.ts";
import { newId } from "#lib/ids.ts";
import { createInspector } from "#lib/media/inspect/inspector.ts";
import { createLinks } from "#lib/media/signed-links.ts";
import { createDiskStorage } from "#lib/media/storage/disk.ts";
import { createOfflineModerator } from "#lib/moderation/offline.ts";
import { createEngineInspector } from "#lib/ops/embedded-engine.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createSealer } from "#lib/videos/prompt-sealer.ts";
import { createTestProvider } from "./provider.ts";

const secret = "a secret for tests, longer than thirty-two characters";

export type TestBench = {
  db: Database;
  connection: Connection;
  url: string;
  mediaRoot: string;
  context(actor: Actor, overrides?: Partial<Parts>, now?: () => Date): Context;
  person(role?: Role, plan?: Plan): Promise<User>;
  /** Every invariant has to hold of what the tests left, unless they say why not. */
  close(untrueBecause?: string): Promise<void>;
};

/** Real parts on a database and a media folder of their own; the engine is not told, so that a test drives the steps. */
function partsIn(mediaRoot: string): Parts {
  return {
    providers: createRegistry([createTestProvider("animatic")]),
    vendors: [],
    stills: undefined,
    storage: createDiskStorage({ root: mediaRoot }),
    links: createLinks({ secret, appUrl: "http://127.0.0.1:3000" }),
    inspector: createInspector(),
    sealer: createSealer("ab".repeat(32)),
    moderator: createOfflineModerator(),
    moderationUnreachable: "wait",
    announcer: {
      videoCreated: () => undefined,
      videoResumed: () => undefined,
      videoCanceled: () => undefined,
      stillQueued: () => undefined,
      receiptStored: () => undefined,
    },
    engine: createEngineInspector({
      ENGINE_PORT: 1,
      INNGEST_BASE_URL: "http://127.0.0.1:1",
      INNGEST_SIGNING_KEY: `signkey-prod-${"0".repeat(64)}`,
    }),
    appUrl: "http://127.0.0.1:3000",
  };
}

/** A bench for one test file: its own database, storage and people. Close it in `afterAll`. */
export async function createBench(poolSize = 20, openDatabase = createTestDatabase): Promise<TestBench> {
  const database = await openDatabase();
  const connection = connect(database.url, poolSize);
  const mediaRoot = mkdtempSync(join(tmpdir(), "dailies-media-"));
  const parts = partsIn(mediaRoot);
  return {
    db: connection.db,
    connection,
    url: database.url,
    mediaRoot,
    context: (actor, overrides = {}, now = () => new Date()) => ({
      actor,
      db: connection.db,
      now,
      requestId: newId("request"),
      parts: { ...parts, ...overrides },
    }),
    async person(role = "creator", plan = "studio") {
      const id = newId("user");
      await connection.db
        .insert(users)
        .values({ id, email: `${id}@example.com`, name: `Person ${id.slice(-4)}`, role, plan });
      return { kind: "user", id, name: `Person ${id.slice(-4)}`, role };
    },
    async close(untrueBecause) {
      await connection.close();
      rmSync(mediaRoot, { recursive: true, force: true });
      await database.close(untrueBecause);
    },
  };
}

export const worker: Actor = { kind: "system", source: "worker" };
