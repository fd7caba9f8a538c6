import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "#db/embedded/free-port.ts";
import { backoff, Part } from "./part.mjs";

const server = `
import { createServer } from "node:http";
const open = createServer((request, response) => request.url === "/stream" ? response.write(":") : response.end("ok"));
open.listen(Number(process.env.PART_PORT), "127.0.0.1");
process.on("SIGTERM", () => process.env.PART_STUBBORN || open.close(() => process.exit(0)));
`;

let folder = "";
let port = 0;
let pids: (number | undefined)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dailies-part-"));
  port = await freePort();
  pids = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function options(source: string, env: Record<string, string> = {}) {
  const file = join(folder, "program.mjs");
  writeFileSync(file, source);
  return {
    name: "part",
    args: [file],
    cwd: folder,
    env: { ...process.env, PART_PORT: String(port), ...env },
    url: `http://127.0.0.1:${port}/`,
    logs: folder,
    verbose: false,
    onPid: (pid: number | undefined) => void pids.push(pid),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("a part killed hard is started again and answers at the same address", async () => {
  const part = new Part(options(server));
  await part.start();
  process.kill(pids[0] ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(pids).toHaveLength(3), { timeout: 20_000 });
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200), {
    timeout: 20_000,
  });
  await part.stop(3);
});

test("a part that does not end when asked is killed, open streams or not, and not started again", async () => {
  const part = new Part(options(server, { PART_STUBBORN: "1" }));
  await part.start();
  const response = await fetch(`http://127.0.0.1:${port}/stream`);
  await part.stop(0.5);
  await expect(response.text()).rejects.toThrow();
  expect(isAlive(pids[0] ?? 0)).toBe(false);
  expect(pids.filter((pid) => pid !== undefined)).toHaveLength(1);
});

test("a part that never starts is given up with what it said", async () => {
  const part = new Part(options(`console.error("the port is cursed"); process.exit(3);`));
  await expect(part.start()).rejects.toThrow(/The part does not start\.\n.*cursed/s);
  await part.stop(1);
});

test("parts end when their supervisor is killed hard", async () => {
  const given = options(server);
  const source = `
    import { Part } from ${JSON.stringify(new URL("./part.mjs", import.meta.url).href)};
    const given = JSON.parse(process.argv[1]);
    const part = new Part({ ...given, onPid: (pid) => console.log(pid) });
    await part.start();`;
  const supervisor = spawn(process.execPath, ["--input-type=module", "-e", source, JSON.stringify(given)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: supervisor.stdout }), "line");
  const pid = Number(line);
  await vi.waitFor(async () => expect((await fetch(given.url)).status).toBe(200), { timeout: 20_000 });
  supervisor.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000 });
});

test("restarts come later and later, up to 15 seconds", () => {
  expect([0, 1, 2, 10].map(backoff)).toEqual([250, 500, 1000, 15_000]);
});
