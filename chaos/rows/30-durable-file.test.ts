import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import promises, { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDiskStorage } from "#lib/media/storage/disk.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dailies-durable-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  rmSync(root, { recursive: true, force: true });
});

const broken = () => Object.assign(new Error("input/output error"), { code: "EIO" });
const files = () =>
  readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

async function failSync(): Promise<void> {
  const handle = await open(root, "r");
  vi.spyOn(Object.getPrototypeOf(handle), "sync").mockRejectedValueOnce(broken());
  await handle.close();
}

async function failLink(): Promise<void> {
  vi.spyOn(promises, "link").mockRejectedValueOnce(broken());
  syncBuiltinESMExports();
}

test.each([
  ["fsync", failSync],
  ["the final name", failLink],
])("where %s fails there is no object and no half file, and the next try makes it whole", async (_, fail) => {
  const storage = createDiskStorage({ root });
  await storage.put("ready", Readable.from(["made before"]), { bytesMax: 1000 });
  const put = () => storage.put("clip", Readable.from(["all of it"]), { bytesMax: 1000 });
  await fail();
  await expect(put()).rejects.toMatchObject({ code: "EIO" });
  expect(await storage.stat("clip")).toBeUndefined();
  expect(files().map(({ name }) => name)).toEqual(["ready"]);
  expect(await put()).toMatchObject({ key: "clip", bytes: 9 });
});
