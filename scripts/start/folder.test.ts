import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceFingerprint } from "./fingerprint.mjs";
import { lockDataFolder } from "./locks.mjs";
import { openRotatingLog, terminalLine } from "./logs.mjs";
import { nextPort, requirePort } from "./ports.mjs";
import { resetFolder } from "./reset-folder.mjs";
import { ensureSecrets } from "./secrets.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dailies-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const signal = new AbortController().signal;

test("secrets are made once, for their owner alone", () => {
  const first = ensureSecrets(folder);
  expect(ensureSecrets(folder)).toEqual(first);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(first.DAILIES_PROMPT_KEY).toMatch(/^[0-9a-f]{64}$/);
  expect(first.INNGEST_SIGNING_KEY).toMatch(/^signkey-prod-[0-9a-f]{64}$/);
});

test("a database whose secrets are gone is not given new ones, which could never read its prompts", () => {
  mkdirSync(join(folder, "postgres", "cluster"), { recursive: true });
  expect(() => ensureSecrets(folder)).toThrow(/secrets\.json/);
});

test("a second start on the same data folder is refused by one line that names the first", () => {
  const lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(new RegExp(`${folder} is in use .*${process.pid}`));
  lock.release();
  lockDataFolder(folder).release();
});

test("a reset keeps the fetched Node, and refuses a folder in use or not ours", async () => {
  ensureSecrets(folder);
  mkdirSync(join(folder, "runtime"));
  const lock = lockDataFolder(folder);
  await expect(resetFolder({ dataDir: folder, yes: true, signal })).rejects.toThrow(/in use/);
  lock.release();
  await resetFolder({ dataDir: folder, yes: true, signal });
  expect(existsSync(join(folder, "secrets.json"))).toBe(false);
  expect(existsSync(join(folder, "runtime"))).toBe(true);
});

test("a reset of a folder that no start made deletes nothing", async () => {
  writeFileSync(join(folder, "thesis.txt"), "years");
  await expect(resetFolder({ dataDir: folder, yes: true, signal })).rejects.toThrow(/does not look like/);
  expect(existsSync(join(folder, "thesis.txt"))).toBe(true);
});

test("the fingerprint follows sources and not tests", () => {
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "app", "page.tsx"), "one");
  const first = sourceFingerprint(folder);
  writeFileSync(join(folder, "app", "page.test.tsx"), "test");
  expect(sourceFingerprint(folder)).toBe(first);
  writeFileSync(join(folder, "app", "page.tsx"), "two");
  expect(sourceFingerprint(folder)).not.toBe(first);
});

test("a port in use is told for the application and passed over for its parts", async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  await expect(requirePort(port, "127.0.0.1")).rejects.toThrow(`Port ${port} is in use`);
  const taken = new Set([port + 1]);
  expect(await nextPort(port, taken)).toBeGreaterThan(port + 1);
  server.close();
});

test("a log that grew past its limit begins anew and keeps the old part once", () => {
  const file = join(folder, "part.log");
  writeFileSync(file, "x".repeat(9_999_990));
  const log = openRotatingLog(file);
  log.write("the line that is too much");
  log.close();
  expect(readFileSync(file, "utf8")).toBe("the line that is too much\n");
  expect(statSync(`${file}.1`).size).toBe(9_999_990);
});

test("the terminal shows warnings and errors, not every line", () => {
  expect(terminalLine('{"level":30,"msg":"fine"}', "stdout")).toBeUndefined();
  expect(terminalLine('{"level":50,"msg":"broke","err":{"message":"why"}}', "stdout")).toBe("broke: why");
  expect(terminalLine("listening", "stdout")).toBeUndefined();
  expect(terminalLine("Segmentation fault", "stderr")).toBe("Segmentation fault");
});
