import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startProduct } from "./installation.ts";

/**
 * Starts the product for the journeys and tells them where by E2E_BASE_URL and E2E_DATA_DIR.
 * Both set beforehand: they run against that installation and nothing is started.
 */
export default async function startInstallation(): Promise<() => Promise<void>> {
  if (process.env.E2E_RUNNING_INSTALLATION === "1") return async () => undefined;
  const dataDir = process.env.E2E_DATA_DIR ?? mkdtempSync(join(tmpdir(), "dailies-e2e-"));
  mkdirSync(dirname(dataDir), { recursive: true });
  const port = new URL(process.env.E2E_BASE_URL ?? "http://127.0.0.1:3000").port;
  const installation = await startProduct({ port, dataDir, environment: { DAILIES_LIBRARY: "0" } });
  return async () => {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
