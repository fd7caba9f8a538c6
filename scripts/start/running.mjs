import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseOptions } from "./args.mjs";
import { root } from "./enter.mjs";
import { Fault } from "./fault.mjs";

/** The settings with which the installation in `dataDir` runs, for commands that read its rows. @param {string} dataDir */
export async function runningEnvironment(dataDir) {
  const pids = join(dataDir, "pids.json");
  const running = existsSync(pids) ? JSON.parse(readFileSync(pids, "utf8")) : {};
  if (!existsSync(join(dataDir, "secrets.json")))
    throw new Fault(`There is no installation in ${dataDir}. Say where it is with --data-dir.`);
  const databaseUrl = process.env.DATABASE_URL || running.databaseUrl;
  if (!databaseUrl)
    throw new Fault(
      `The installation in ${dataDir} is stopped, and its database with it. Start it (npm start) and ask again, or set DATABASE_URL.`,
    );
  const { ensureSecrets } = await import("./secrets.mjs");
  const { embeddedParts, installationEnvironment } = await import("./settings.mjs");
  const { simulateVendors } = await import("./vendors.mjs");
  const simulator = running.simulatorUrl;
  return installationEnvironment({
    options: parseOptions(["--data-dir", dataDir], process.env, root),
    environment: simulator ? simulateVendors(process.env, simulator) : process.env,
    embedded: embeddedParts(process.env),
    secrets: ensureSecrets(dataDir),
    databaseUrl,
    enginePort: Number(process.env.ENGINE_PORT || 8288),
    rendererPort: Number(process.env.RENDERER_PORT || 8290),
    demo: false,
  });
}
