import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { artifacts, storageFindings } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import type { VideoStatus } from "#lib/contract/status.ts";
import type { AttemptState } from "#lib/contract/video.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { brokenIn } from "#lib/testing/invariants.ts";
import { fileOf, videoIn } from "#lib/testing/videos.ts";
import { quarantineKey, takeFileKey, takeSourceKey } from "#lib/videos/take-files.ts";
import { walkStorage } from "./walk-storage.ts";

const hourMs = 3_600_000;

describe("the walk of the storage", () => {
  let bench: TestBench;
  let owner: User;
  let begunAt: number;
  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate users, storage_findings cascade`;
    for (const folder of ["videos", "assets", "quarantine", "strange"])
      rmSync(join(bench.mediaRoot, folder), { recursive: true, force: true });
    owner = await bench.person("creator", "unlimited");
    begunAt = Date.now();
  });
  afterAll(() => bench.close());

  const later = (hours: number): Context =>
    bench.context({ kind: "system", source: "sweep" }, {}, () => new Date(begunAt + hours * hourMs));
  const store = (key: string, content = key) =>
    later(0).parts.storage.put(key, Readable.from([content]), { bytesMax: 1000 });
  const isStored = async (key: string) => (await later(0).parts.storage.stat(key)) !== undefined;
  const overwrite = (key: string, content: string) => writeFileSync(join(bench.mediaRoot, key), content);
  const found = () => bench.db.select().from(storageFindings).orderBy(asc(storageFindings.storageKey));

  async function take(state: AttemptState, status: VideoStatus = "processing") {
    const videoId = await videoIn(bench, owner, status);
    return { id: await attemptIn(bench, { videoId, state }), videoId };
  }
  async function clip() {
    const made = await take("succeeded", "completed");
    const { key, ...facts } = await store(takeFileKey(made, "video"));
    await fileOf(bench, made.videoId, { attemptId: made.id, storageKey: key, ...facts });
    return key;
  }

  it("finds nothing where rows and files agree", async () => {
    await clip();
    expect(await walkStorage(later(2), { all: true })).toEqual({ faults: 0, removed: 0, healed: 0 });
    expect(await found()).toEqual([]);
  });

  it("notes a file that is gone, keeps since when, tells the invariant after an hour, and forgets it once it is back", async () => {
    const key = await clip();
    await later(0).parts.storage.remove(key);
    await walkStorage(later(2));
    await walkStorage(later(4));
    expect(await found()).toMatchObject([
      {
        storageKey: key,
        problem: "missing",
        since: new Date(begunAt + 2 * hourMs),
        seenAt: new Date(begunAt + 4 * hourMs),
      },
    ]);
    expect(await brokenIn(bench, later(2.9))).toEqual([]);
    expect(await brokenIn(bench, later(3.1))).toEqual([{ id: "I8", violations: 1, subject: key }]);
    await store(key);
    expect(await walkStorage(later(5))).toEqual({ faults: 0, removed: 0, healed: 1 });
    expect(await found()).toEqual([]);
  });

  it("sees a file of another size at once, and one with other bytes when it is hashed; then until it is mended", async () => {
    const [longer, other] = [await clip(), await clip()];
    overwrite(longer, `${longer}!`);
    overwrite(other, "x".repeat(other.length));
    await walkStorage(later(2), { all: true });
    const changed = [longer, other].sort().map((storageKey) => ({ storageKey, problem: "changed" }));
    expect(await found()).toMatchObject(changed);
    await walkStorage(later(3));
    expect(await found()).toMatchObject(changed);
    overwrite(longer, longer);
    overwrite(other, other);
    expect(await walkStorage(later(4))).toMatchObject({ healed: 2 });
  });

  it("hashes every file once within a week of walks, and not each at every walk", async () => {
    const key = await clip();
    overwrite(key, "x".repeat(key.length));
    let walks = 0;
    while ((await found()).length === 0) await walkStorage(later(2 + walks++));
    expect(walks).toBeLessThanOrEqual(168);
    await walkStorage(later(2 + walks));
    expect(await found()).toHaveLength(1);
  });

  it("never touches what a live take has, whatever its age", async () => {
    for (const state of ["intent", "accepted", "ambiguous", "adopted"] as const) {
      const live = await take(state);
      for (const key of [takeFileKey(live, "video"), takeSourceKey(live, 0), quarantineKey(live, "ab")]) {
        await store(key);
        await walkStorage(later(100));
        expect(await isStored(key)).toBe(true);
      }
    }
    expect(await found()).toEqual([]);
  });

  it("removes after an hour what a take that is over left without a row", async () => {
    const over = await take("failed_permanent");
    const key = takeFileKey(over, "video");
    await store(key);
    expect(await walkStorage(later(0.9))).toMatchObject({ removed: 0 });
    expect(await walkStorage(later(1.1))).toEqual({ faults: 0, removed: 1, healed: 0 });
    expect(await isStored(key)).toBe(false);
  });

  it("shows what belongs to nothing for a day, then removes it", async () => {
    await store("strange/file");
    const old = new Date(begunAt - 22 * hourMs);
    utimesSync(join(bench.mediaRoot, "strange/file"), old, old);
    await walkStorage(later(1));
    expect(await found()).toMatchObject([{ storageKey: "strange/file", problem: "unowned" }]);
    expect(await walkStorage(later(2.1))).toEqual({ faults: 0, removed: 1, healed: 1 });
    expect(await isStored("strange/file")).toBe(false);
  });

  it("keeps for seven days what was put aside", async () => {
    const key = quarantineKey(await take("failed_permanent"), "abcdef");
    await store(key);
    expect(await walkStorage(later(7 * 24 - 1))).toEqual({ faults: 0, removed: 0, healed: 0 });
    expect(await walkStorage(later(7 * 24 + 1))).toMatchObject({ removed: 1 });
  });

  it("a clip that expires while it is looked at is no fault", async () => {
    const key = await clip();
    const ctx = later(2);
    const { storage } = ctx.parts;
    const vanishing = {
      ...storage,
      async stat(asked: string) {
        await bench.db.delete(artifacts).where(eq(artifacts.storageKey, key));
        await storage.remove(key);
        return storage.stat(asked);
      },
    };
    const walked = await walkStorage({ ...ctx, parts: { ...ctx.parts, storage: vanishing } });
    expect(walked).toEqual({ faults: 0, removed: 0, healed: 0 });
  });

  it("is the system's", async () => {
    await expect(walkStorage(bench.context(owner))).rejects.toMatchObject({ code: "forbidden" });
  });
});
