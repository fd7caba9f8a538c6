import { join } from "node:path";
import { say } from "../start/report.mjs";
import { countVitest } from "./count.mjs";
import { readReport, runNode } from "./program.mjs";

/**
 * @typedef {import("./run-tests.mjs").TestPlace} TestPlace
 * @typedef {import("./run-tests.mjs").Count} Count
 */

const architecture = "lib/architecture.test.ts";

/** @param {TestPlace} place @param {string} project @param {string[]} args @returns {Promise<Count>} */
async function vitest(place, project, args) {
  const report = join(place.folder, `vitest-${project}.json`);
  const program = join(place.root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runNode([program, "run", "--project", project, ...reporters, ...args], place);
  return countVitest(readReport(report), code);
}

/** @param {TestPlace} place */
export const unit = (place) =>
  vitest(place, "unit", ["--exclude", architecture, ...(place.filter ? [place.filter] : [])]);

/** @param {TestPlace} place */
export const engine = (place) => vitest(place, "engine", place.filter ? [place.filter] : []);

/** The part of the proofs under fault that fits a run of all tests; the whole is `npm run chaos`. @param {TestPlace} place */
export const chaos = (place) => vitest(place, "chaos", place.filter ? [place.filter] : []);

/** Format and lint, types, architecture: each program counts as one test. @param {TestPlace} place @returns {Promise<Count>} */
export async function check(place) {
  const modules = join(place.root, "node_modules");
  const count = { passed: 0, failed: 0 };
  /** @param {string} name @param {string[][]} programs */
  const one = async (name, programs) => {
    for (const args of programs) {
      if ((await runNode(args, place)) !== 0) {
        say(`✗ ${name}`);
        count.failed += 1;
        return;
      }
    }
    say(`✓ ${name}`);
    count.passed += 1;
  };
  await one("format and lint", [[join(modules, "@biomejs", "biome", "bin", "biome"), "check", "."]]);
  const next = join(modules, "next", "dist", "bin", "next");
  await one("types", [
    [next, "typegen"],
    [join(modules, "typescript", "bin", "tsc"), "--noEmit"],
  ]);
  const rules = await vitest(place, "unit", [architecture]);
  return { passed: count.passed + rules.passed, failed: count.failed + rules.failed };
}
