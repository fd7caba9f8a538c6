import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Refusal } from "#lib/refusal.ts";
import { downloadOriginal } from "./download-original.ts";

test.each([
  "http://abc.ufs.sh/f/key",
  "https://evil.example/f/key",
  "https://ufs.sh.evil.example/f/key",
  "https://evilufs.sh/f/key",
  "https://abc.ufs.sh:8443/f/key",
  "https://127.0.0.1/f/key",
  "https://utfs.io@169.254.169.254/latest",
  "file:///etc/passwd",
])("nothing is fetched from %s", async (url) => {
  const path = join(tmpdir(), "never-written");
  await expect(downloadOriginal(url, path)).rejects.toBeInstanceOf(Refusal);
  expect(existsSync(path)).toBe(false);
});
