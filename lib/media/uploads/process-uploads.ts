import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { users } from "#db/schema/user.ts";
import { currentActor } from "#lib/auth/actor.ts";
import type { Actor, Context } from "#lib/context.ts";
import { dataPath, env } from "#lib/env.ts";
import { isLoopback } from "#lib/http/origin.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { database, requestContext } from "#lib/services.ts";
import { cleanUploads } from "./clean-uploads.ts";
import { downloadOriginal } from "./download-original.ts";
import { importAsset } from "./import-asset.ts";
import { createPartFiles, makePartFolder } from "./part-files.ts";
import { createUploadRouter, type RouterParts } from "./router.ts";
import { embeddedToken } from "./token.ts";
import { createEmbeddedEdge, createVendorEdge, type UploadEdge } from "./upload-edge.ts";
import { findUpload } from "./upload-records.ts";

const cleanEveryMs = 60 * 60 * 1000;

async function contextOf(userId: string): Promise<Context> {
  const [user] = await database().select().from(users).where(eq(users.id, userId));
  const actor: Actor =
    user && !user.suspendedAt
      ? { kind: "user", id: user.id, name: user.name, role: user.role }
      : { kind: "anonymous" };
  return requestContext(actor, newId("request"));
}

const identified = { identify: () => currentActor(), contextOf } satisfies Partial<RouterParts>;

function vendorUploads(token: string, appUrl: string): UploadEdge {
  const router = createUploadRouter({
    ...identified,
    async takeOver(ctx, { key, name, ufsUrl }) {
      const path = dataPath("uploads", `${randomUUID()}.download`);
      try {
        await downloadOriginal(ufsUrl, path);
        return await importAsset(ctx, { uploadKey: key, name, path });
      } finally {
        await rm(path, { force: true });
      }
    },
  });
  return createVendorEdge({ router, token, appUrl, isPublic: !isLoopback(appUrl) });
}

function embeddedUploads(secret: string, appUrl: string): UploadEdge {
  const files = createPartFiles(dataPath("uploads"));
  const router = createUploadRouter({
    ...identified,
    async takeOver(ctx, { key, name }) {
      const upload = await findUpload(ctx.db, key);
      const path = files.pathOf(upload?.id ?? key);
      return importAsset(ctx, { uploadKey: key, name, path });
    },
  });
  const token = embeddedToken(secret);
  return createEmbeddedEdge({ router, token, db: database(), files, now: () => new Date(), appUrl });
}

declare global {
  var dailiesUploads: { edge: UploadEdge; cleanedAt: number } | undefined;
}

async function clean(uploads: { cleanedAt: number }): Promise<void> {
  if (Date.now() - uploads.cleanedAt < cleanEveryMs) return;
  uploads.cleanedAt = Date.now();
  await makePartFolder(dataPath("uploads"));
  const removed = await cleanUploads(database(), createPartFiles(dataPath("uploads")), new Date());
  if (removed > 0) log("uploads").info({ removed }, "abandoned uploads were removed");
}

/** The upload doors of this process, on the vendor when its token is set, else embedded. */
export async function processUploads(): Promise<UploadEdge> {
  const { UPLOADTHING_TOKEN: token, DAILIES_SECRET: secret, APP_URL: appUrl } = env();
  globalThis.dailiesUploads ??= {
    edge: token ? vendorUploads(token, appUrl) : embeddedUploads(secret, appUrl),
    cleanedAt: 0,
  };
  await clean(globalThis.dailiesUploads);
  return globalThis.dailiesUploads.edge;
}
