import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseEnv } from "node:util";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");
const startMinutes = 10;
const stateSchema = z.object({ baseUrl: z.string() });

/** Whatever a developer keeps in `.env` is blanked, since Next reads that file too and leaves set variables alone. */
function blankEnvFile(): Record<string, string> {
  const file = join(root, ".env");
  if (!existsSync(file)) return {};
  return Object.fromEntries(Object.keys(parseEnv(readFileSync(file, "utf8"))).map((name) => [name, ""]));
}

function readBaseUrl(dataDir: string): string | undefined {
  const file = join(dataDir, "pids.json");
  if (!existsSync(file)) return undefined;
  return stateSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.baseUrl;
}

async function awaitReady(child: ChildProcess, dataDir: string): Promise<string> {
  const deadline = performance.now() + startMinutes * 60_000;
  for (;;) {
    const url = readBaseUrl(dataDir);
    if (url) return url;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("The product did not start.");
    if (performance.now() > deadline)
      throw new Error(`The product did not start within ${startMinutes} minutes.`);
    await pause(100);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/**
 * Starts the whole product, as `npm start` does, in a data folder of its own, and tells the journeys where by
 * E2E_BASE_URL and E2E_DATA_DIR. Both set beforehand: they run against that installation and nothing is started.
 * The channel to the child closes however this process ends, and ends the product.
 */
export default async function startInstallation(): Promise<() => Promise<void>> {
  if (process.env.E2E_RUNNING_INSTALLATION === "1") return async () => undefined;
  const dataDir = process.env.E2E_DATA_DIR ?? mkdtempSync(join(tmpdir(), "dailies-e2e-"));
  mkdirSync(dirname(dataDir), { recursive: true });
  const port = new URL(process.env.E2E_BASE_URL ?? "http://127.0.0.1:3000").port;
  const args = [join(root, "scripts", "start.mjs"), "--port", port, "--data-dir", dataDir];
  const child = spawn(process.execPath, args, {
    env: { ...blankEnvFile(), ...process.env, NODE_ENV: "production", HOST: "127.0.0.1" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    await awaitReady(child, dataDir);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return async () => {
    await stop(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
