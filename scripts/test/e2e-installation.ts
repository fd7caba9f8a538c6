import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startProduct } from "./installation.ts";
import { offerSimulated } from "./simulated-installation.ts";

const newFolder = (): string => mkdtempSync(join(tmpdir(), "dailies-e2e-"));

async function startFirst(): Promise<() => Promise<void>> {
  if (process.env.E2E_RUNNING_INSTALLATION === "1") return async () => undefined;
  const dataDir = process.env.E2E_DATA_DIR ?? newFolder();
  mkdirSync(dirname(dataDir), { recursive: true });
  const port = new URL(process.env.E2E_BASE_URL ?? "http://127.0.0.1:3000").port;
  const installation = await startProduct({ port, dataDir, environment: { DAILIES_LIBRARY: "0" } });
  return async () => {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** A second installation, with simulated vendors, for the journeys that ask at E2E_SIMULATED_DOOR for it. */
async function offerSecond(): Promise<() => Promise<void>> {
  if (process.env.E2E_SIMULATED_DATA_DIR) return async () => undefined;
  const given = process.env.DAILIES_E2E_FOLDER;
  const offer = await offerSimulated(given ? `${given}-simulated` : newFolder());
  process.env.E2E_SIMULATED_DOOR = offer.url;
  return offer.stop;
}

/**
 * Starts the product for the journeys and tells them where by E2E_BASE_URL and E2E_DATA_DIR; those with vendors get an
 * installation of their own. Both set beforehand, or E2E_SIMULATED_DATA_DIR: they run there and nothing is started.
 */
export default async function startInstallation(): Promise<() => Promise<void>> {
  const stops = [await startFirst(), await offerSecond()];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
