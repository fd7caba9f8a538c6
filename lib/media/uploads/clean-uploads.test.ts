import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uploads } from "#db/schema/asset.ts";
import { cleanUploads } from "./clean-uploads.ts";
import { createUploadBench } from "./testing/upload-bench.ts";
import { findUpload } from "./upload-records.ts";

let uploadBench: Awaited<ReturnType<typeof createUploadBench>>;

beforeAll(async () => {
  uploadBench = await createUploadBench();
});
afterAll(() => uploadBench.bench.close());

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** An upload that began `hours` ago and of which some bytes arrived then. */
async function begun(hours: number) {
  const { key, url } = await uploadBench.link({ name: "a.jpg", size: 100, type: "image/jpeg" });
  const { db } = uploadBench.bench;
  await db
    .update(uploads)
    .set({ createdAt: hoursAgo(hours) })
    .where(eq(uploads.uploadKey, key));
  const upload = await findUpload(db, key);
  const path = uploadBench.files.pathOf(upload?.id ?? "");
  writeFileSync(path, "some bytes");
  utimesSync(path, hoursAgo(hours), hoursAgo(hours));
  return { key, url, path };
}

test("what was abandoned a day ago is given up and its bytes removed; what is younger goes on", async () => {
  const [abandoned, running] = [await begun(25), await begun(23)];
  const { db } = uploadBench.bench;
  expect(await cleanUploads(db, uploadBench.files, new Date())).toBe(1);
  expect(existsSync(abandoned.path)).toBe(false);
  expect((await findUpload(db, abandoned.key))?.state).toBe("failed");
  expect((await findUpload(db, running.key))?.state).toBe("registered");
  expect((await uploadBench.head(running.url)).headers.get("x-ut-range-start")).toBe("10");
  expect((await uploadBench.put(abandoned.url, "x".repeat(100))).status).toBe(409);
});

test("bytes of which no record knows are removed after a day too", async () => {
  const path = uploadBench.files.pathOf("upl_unknown");
  writeFileSync(path, "left by a crash");
  utimesSync(path, hoursAgo(25), hoursAgo(25));
  await cleanUploads(uploadBench.bench.db, uploadBench.files, new Date());
  expect(readdirSync(uploadBench.folder)).not.toContain("upl_unknown.part");
});
