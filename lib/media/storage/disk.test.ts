import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDiskStorage } from "./disk.ts";
import { KeyTakenError, ObjectMissingError, type Storage, StorageFullError, TooLargeError } from "./types.ts";

let root: string;
let storage: Storage;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dailies-storage-"));
  storage = createDiskStorage({ root });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (key: string, content: string | Buffer, bytesMax = 1_000_000) =>
  storage.put(key, Readable.from([content]), { bytesMax });
const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test("what was put is read back byte for byte, with its size and SHA-256", async () => {
  const content = randomBytes(700_000);
  const stored = await put("videos/one/video.mp4", content);
  expect(stored).toEqual({
    key: "videos/one/video.mp4",
    bytes: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  });
  expect(await buffer(await storage.read("videos/one/video.mp4"))).toEqual(content);
  expect((await storage.stat("videos/one/video.mp4"))?.bytes).toBe(content.length);
  const local = await storage.localFile("videos/one/video.mp4");
  expect(readFileSync(local.path)).toEqual(content);
  await local.release();
});

test("a range is inclusive at both ends", async () => {
  await put("a", "0123456789");
  expect(await text(await storage.read("a", { start: 2, end: 4 }))).toBe("234");
});

test("exactly the cap is stored; one byte more is refused and leaves nothing behind", async () => {
  await put("fits", Buffer.alloc(1000), 1000);
  await expect(put("large", Buffer.alloc(1001), 1000)).rejects.toBeInstanceOf(TooLargeError);
  expect(await storage.stat("large")).toBeUndefined();
  expect(filesBelow(root).map(({ name }) => name)).toEqual(["fits"]);
});

test("a source that breaks off leaves no half object", async () => {
  async function* broken() {
    yield Buffer.alloc(5000);
    throw new Error("the line went dead");
  }
  const attempt = storage.put("cut", Readable.from(broken()), { bytesMax: 1_000_000 });
  await expect(attempt).rejects.toThrow("the line went dead");
  expect(filesBelow(root)).toEqual([]);
});

test("an endless source is stopped and closed at the cap", async () => {
  let isClosed = false;
  const endless = new Readable({
    read() {
      this.push(Buffer.alloc(64 * 1024));
    },
    destroy(_error, done) {
      isClosed = true;
      done(null);
    },
  });
  await expect(storage.put("endless", endless, { bytesMax: 1_000_000 })).rejects.toBeInstanceOf(
    TooLargeError,
  );
  expect(isClosed).toBe(true);
});

test("an object never changes: the same bytes again are fine, other bytes are refused", async () => {
  await put("once", "first");
  await expect(put("once", "first")).resolves.toMatchObject({ key: "once" });
  await expect(put("once", "other")).rejects.toBeInstanceOf(KeyTakenError);
  expect(await text(await storage.read("once"))).toBe("first");
});

test("of twenty who put different bytes under one key at once, one wins and its bytes stay whole", async () => {
  const contents = Array.from({ length: 20 }, (_, index) => Buffer.alloc(100_000, index + 1));
  const results = await Promise.allSettled(contents.map((content) => put("contested", content)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const winner = results.findIndex(({ status }) => status === "fulfilled");
  expect(await buffer(await storage.read("contested"))).toEqual(contents[winner]);
});

test.each([
  "../out",
  "a/../../out",
  "/etc/passwd",
  ".partial/x",
  "a//b",
  "a/",
  "",
  "a\0b",
  "a\\b",
  "x".repeat(600),
])("the key %j reaches nothing", async (key) => {
  await expect(put(key, "x")).rejects.toBeInstanceOf(ObjectMissingError);
  await expect(storage.read(key)).rejects.toBeInstanceOf(ObjectMissingError);
  await expect(storage.localFile(key)).rejects.toBeInstanceOf(ObjectMissingError);
  expect(await storage.stat(key)).toBeUndefined();
  expect(existsSync(join(root, "..", "out"))).toBe(false);
});

test("a missing object and a folder are both missing", async () => {
  await put("folder/file", "x");
  await expect(storage.read("nothing")).rejects.toBeInstanceOf(ObjectMissingError);
  await expect(storage.read("folder")).rejects.toBeInstanceOf(ObjectMissingError);
  await expect(storage.read("folder/file/deeper")).rejects.toBeInstanceOf(ObjectMissingError);
  expect(await storage.stat("folder")).toBeUndefined();
});

test("removing twice is as good as once", async () => {
  await put("gone", "x");
  await storage.remove("gone");
  await storage.remove("gone");
  expect(await storage.stat("gone")).toBeUndefined();
});

test("leftovers of a crash are removed at the first write, running writes are not", async () => {
  const partial = join(root, ".partial");
  mkdirSync(partial);
  writeFileSync(join(partial, "crashed"), "half");
  writeFileSync(join(partial, "running"), "half");
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  utimesSync(join(partial, "crashed"), longAgo, longAgo);
  await put("any", "x");
  expect(readdirSync(partial)).toEqual(["running"]);
});

test("a full disk is said to be full, and leaves no half object", async () => {
  const full = createDiskStorage({ root });
  const source = new Readable({
    read() {
      this.destroy(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }));
    },
  });
  await expect(full.put("big", source, { bytesMax: 10 })).rejects.toBeInstanceOf(StorageFullError);
  expect(filesBelow(root)).toEqual([]);
});

test("every object is listed with its size, and nothing that is no object", async () => {
  await put("videos/a/b/video.mp4", "12345");
  await put("assets/x.jpg", "123");
  writeFileSync(join(root, ".partial", "half"), "half");
  writeFileSync(join(root, "assets", ".hidden"), "no key");
  symlinkSync("/etc/hostname", join(root, "assets", "link.jpg"));
  const listed = [];
  for await (const { key, bytes } of storage.list()) listed.push(`${key} ${bytes}`);
  expect(listed.sort()).toEqual(["assets/x.jpg 3", "videos/a/b/video.mp4 5"]);
});

test("a store that nothing was put in holds nothing", async () => {
  const listed = [];
  for await (const object of createDiskStorage({ root: join(root, "none") }).list()) listed.push(object);
  expect(listed).toEqual([]);
});
