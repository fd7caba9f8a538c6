import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseEnv } from "node:util";
import { z } from "zod";
import { freePort } from "#db/embedded/free-port.ts";
import { vendorSettingNames } from "#lib/vendor-settings.ts";

const root = resolve(import.meta.dirname, "../..");
const startMinutes = 10;
const stateSchema = z.object({
  baseUrl: z.string(),
  databaseUrl: z.string(),
  rendererUrl: z.string().optional(),
  simulatorUrl: z.string().optional(),
});

/** Ports that the system chose, so that installations which start at the same moment do not choose the same. */
async function ownPorts(): Promise<Record<string, string>> {
  const names = ["ENGINE_PORT", "RENDERER_PORT", "SIMULATOR_PORT"];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())])));
}

/** Where a running installation is reached; `stop` ends it as Ctrl-C would. */
export type Installation = z.infer<typeof stateSchema> & { stop(): Promise<void> };

/** Whatever a developer keeps in `.env` is blanked, since Next reads that file too and leaves set variables alone. */
function blankEnvFile(): Record<string, string> {
  const file = join(root, ".env");
  if (!existsSync(file)) return {};
  return Object.fromEntries(Object.keys(parseEnv(readFileSync(file, "utf8"))).map((name) => [name, ""]));
}

/** A test pays nobody, whatever keys the developer's shell holds. */
const blankVendors = Object.fromEntries(vendorSettingNames.map((name) => [name, ""]));

function readState(dataDir: string): z.infer<typeof stateSchema> | undefined {
  const file = join(dataDir, "pids.json");
  return existsSync(file) ? stateSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data : undefined;
}

async function awaitReady(child: ChildProcess, dataDir: string): Promise<z.infer<typeof stateSchema>> {
  const deadline = performance.now() + startMinutes * 60_000;
  for (;;) {
    const state = readState(dataDir);
    if (state) return state;
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
 * Starts the whole product, as `npm start` does, on `port` with a data folder of its own; `simulated` with the vendors.
 * The channel to the child closes however this process ends, and ends the product.
 */
export async function startProduct({
  port,
  dataDir,
  environment = {},
  simulated = false,
}: {
  port: string;
  dataDir: string;
  simulated?: boolean;
  environment?: Record<string, string>;
}): Promise<Installation> {
  const args = [join(root, "scripts", "start.mjs"), "--port", port, "--data-dir", dataDir];
  if (simulated) args.push("--simulated");
  const ports = await ownPorts();
  const child = spawn(process.execPath, args, {
    env: {
      ...blankEnvFile(),
      ...process.env,
      ...blankVendors,
      ...ports,
      ...environment,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    return { ...(await awaitReady(child, dataDir)), stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}
