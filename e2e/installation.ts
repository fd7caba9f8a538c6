import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { z } from "zod";

const state = z.object({
  supervisor: z.int(),
  engine: z.int().optional(),
  renderer: z.int().optional(),
  app: z.int().optional(),
  baseUrl: z.url(),
  databaseUrl: z.url(),
  engineUrl: z.url(),
  rendererUrl: z.url(),
  simulatorUrl: z.url().optional(),
  dataDir: z.string(),
});
export type Installation = z.infer<typeof state>;
export type PartName = "engine" | "renderer" | "app";

const healthPath = { engine: "/healthz", renderer: "/healthz", app: "/api/v1/health" } as const;

/** Turns this worker to another installation; its specs belong to that one alone. */
export function turnTo(dataDir: string): void {
  process.env.E2E_DATA_DIR = dataDir;
}

/** Where the running product is and which processes it consists of, as its supervisor wrote it down last. */
export function installation(): Installation {
  const folder = process.env.E2E_DATA_DIR;
  if (!folder) throw new Error("E2E_DATA_DIR is not set; playwright.config.ts sets it.");
  return state.parse(JSON.parse(readFileSync(join(folder, "pids.json"), "utf8")));
}

function urlOf(part: PartName): string {
  const { engineUrl, rendererUrl, baseUrl } = installation();
  return { engine: engineUrl, renderer: rendererUrl, app: baseUrl }[part];
}

async function isUp(part: PartName): Promise<boolean> {
  const answer = await fetch(urlOf(part) + healthPath[part]).catch(() => undefined);
  return answer?.ok ?? false;
}

/** Ends a part as a crash would. Resolves with a promise of its successor, which the supervisor starts. */
export function killPart(part: PartName): { restarted: () => Promise<void> } {
  const pid = installation()[part];
  if (!pid) throw new Error(`The ${part} is not running.`);
  process.kill(pid, "SIGKILL");
  return {
    restarted: async () => {
      await expect.poll(() => installation()[part] ?? pid, { timeout: 60_000 }).not.toBe(pid);
      await expect.poll(() => isUp(part), { timeout: 60_000 }).toBe(true);
    },
  };
}
