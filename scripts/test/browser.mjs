import { join } from "node:path";
import { explain } from "../start/fault.mjs";
import { say } from "../start/report.mjs";
import { ensureChromium } from "./chromium.mjs";
import { countPlaywright } from "./count.mjs";
import { readReport, runNode } from "./program.mjs";

/**
 * The browser journeys against a production build, started by playwright.config.ts's own set-up.
 * @param {import("./run-tests.mjs").TestPlace} place @returns {Promise<import("./run-tests.mjs").Count>}
 */
export async function e2e(place) {
  let chromium;
  try {
    chromium = await ensureChromium(place);
  } catch (error) {
    place.signal.throwIfAborted();
    say(explain(error));
    return { passed: 0, failed: 1 };
  }
  const report = join(place.folder, "playwright.json");
  const program = join(place.root, "node_modules", "@playwright", "test", "cli.js");
  const code = await runNode([program, "test", ...(place.filter ? [place.filter] : [])], place, {
    DAILIES_CHROMIUM: chromium,
    DAILIES_E2E_FOLDER: join(place.folder, "e2e"),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return countPlaywright(readReport(report), code);
}
