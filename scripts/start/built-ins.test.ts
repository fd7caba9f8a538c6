import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";

const scripts = dirname(import.meta.dirname);
const imported = /^(?:import|export)\s(?:[^;]*?\sfrom\s)?"([^"]+)"/gm;

/** What a script needs before it runs its first line, the scripts it names included. */
function needsOf(path: string, seen = new Set<string>()): Set<string> {
  for (const [, name = ""] of readFileSync(path, "utf8").matchAll(imported)) {
    const target = name.startsWith(".") ? join(dirname(path), name) : name;
    if (seen.has(target)) continue;
    seen.add(target);
    if (isAbsolute(target)) needsOf(target, seen);
  }
  return seen;
}

const commands = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .transform((manifest) => Object.entries(manifest.scripts).filter(([, line]) => line.startsWith("node ")))
  .parse(JSON.parse(readFileSync(join(scripts, "../package.json"), "utf8")));

it.each(commands)("npm run %s starts on a Node that reads no TypeScript", (_, line) => {
  expect(line).toMatch(/^node scripts\/[a-z-]+\.mjs( |$)/);
});

const entries = commands.map(([, line]) => line.split(" ")[1]?.replace("scripts/", "") ?? "");

it.each([...new Set(entries), "start/installation.mjs", "test/run-tests.mjs"])(
  "%s needs nothing but Node's own parts and files of ours that do, because the packages are not there yet",
  (script) => {
    const needs = [...needsOf(join(scripts, script))];
    expect(needs).not.toEqual([]);
    expect(needs.filter((name) => !name.startsWith("node:") && !isAbsolute(name))).toEqual([]);
  },
);
