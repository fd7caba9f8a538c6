import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDependencies } from "../start/install.mjs";
import { withTreeLock } from "../start/locks.mjs";
import { bold, elapsed, say } from "../start/report.mjs";
import { e2e } from "./browser.mjs";
import { chaos, check, engine, unit } from "./parts.mjs";

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {{ root: string, dataDir: string, folder: string, filter: string | undefined, signal: AbortSignal,
 *   env: Record<string, string | undefined> }} TestPlace
 */

/** @type {Record<string, (place: TestPlace) => Promise<Count>>} */
const runners = { check, unit, engine, chaos, e2e };

const ownSettings =
  /^(APP_URL|HOST|PORT|DATABASE_URL|RENDERER_|ENGINE_|CHAOS_|INNGEST_(?!CONFORMANCE)|UPLOADTHING_|DAILIES_|NEXTAUTH_|NODE_ENV$)/;

/** Tests never meet the user's own installation or services. @param {Record<string, string | undefined>} environment */
export function testEnvironment(environment) {
  const kept = Object.entries(environment).filter(
    ([name]) => !ownSettings.test(name) || name === "DAILIES_CHROMIUM",
  );
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1" };
}

/**
 * Runs every part, whatever fails, and prints the sum as the last line. Returns the exit code.
 * @param {{ root: string, dataDir: string, parts: string[], filter: string | undefined, signal: AbortSignal }} given
 */
export async function runTests({ root, dataDir, parts, filter, signal }) {
  await withTreeLock(root, signal, () => ensureDependencies({ root, dataDir, signal }));
  const folder = mkdtempSync(join(tmpdir(), "dailies-test-"));
  const place = { root, dataDir, folder, filter, signal, env: testEnvironment(process.env) };
  const total = { passed: 0, failed: 0 };
  try {
    for (const name of parts) {
      signal.throwIfAborted();
      const begun = performance.now();
      say(bold(`\n── ${name}`));
      const count = await runners[name]?.(place);
      total.passed += count?.passed ?? 0;
      total.failed += count?.failed ?? 1;
      say(
        `── ${name}: ${count?.passed} passed, ${count?.failed} failed, ${elapsed(performance.now() - begun)}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  signal.throwIfAborted();
  say(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}
