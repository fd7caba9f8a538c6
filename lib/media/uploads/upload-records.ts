import { and, eq, inArray, lt } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { uploads } from "#db/schema/asset.ts";
import { newId } from "#lib/ids.ts";

export type UploadRow = typeof uploads.$inferSelect;

export const uploadKey = z.string().regex(/^[A-Za-z0-9]{20,120}$/);

/** What the upload library tells about the files it has just given links for. */
export const registration = z.object({
  fileKeys: z.array(uploadKey).min(1).max(8),
  metadata: z.record(z.string(), z.unknown()),
  callbackUrl: z.string().max(2000),
  callbackSlug: z.string().max(100),
  awaitServerData: z.boolean(),
});

/**
 * Expects files under these keys. A key is a short hash and may collide: one that is expected already becomes useless for
 * both, because nobody could tell whose file comes. Answers false then.
 */
export async function expectUploads(db: Queryable, input: z.infer<typeof registration>): Promise<boolean> {
  const { fileKeys, ...facts } = input;
  const made = await db
    .insert(uploads)
    .values(
      fileKeys.map((key) => ({
        ...facts,
        id: newId("upload"),
        uploadKey: key,
        state: "registered" as const,
      })),
    )
    .onConflictDoNothing()
    .returning({ uploadKey: uploads.uploadKey });
  if (made.length === fileKeys.length) return true;
  await db
    .update(uploads)
    .set({ state: "failed", endedAt: new Date() })
    .where(and(inArray(uploads.uploadKey, fileKeys), eq(uploads.state, "registered")));
  return false;
}

export async function findUpload(db: Queryable, key: string): Promise<UploadRow | undefined> {
  const [row] = await db.select().from(uploads).where(eq(uploads.uploadKey, key));
  return row;
}

/** Moves an upload on from exactly `from`; false when somebody else has done so. */
export async function moveUpload(
  db: Queryable,
  id: string,
  from: UploadRow["state"],
  to: Partial<Pick<UploadRow, "state" | "result" | "endedAt">>,
): Promise<boolean> {
  const moved = await db
    .update(uploads)
    .set(to)
    .where(and(eq(uploads.id, id), eq(uploads.state, from)))
    .returning({ id: uploads.id });
  return moved.length === 1;
}

/** Gives up uploads that were begun before `before` and never ended. Returns their ids. */
export async function giveUpUploads(db: Queryable, before: Date): Promise<string[]> {
  const given = await db
    .update(uploads)
    .set({ state: "failed", endedAt: new Date() })
    .where(and(inArray(uploads.state, ["registered", "stored"]), lt(uploads.createdAt, before)))
    .returning({ id: uploads.id });
  return given.map(({ id }) => id);
}
