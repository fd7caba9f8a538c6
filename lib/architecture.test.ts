import { expect, test } from "vitest";
import { importRules, pure } from "./testing/import-rules.ts";
import { findCycle, isProof, readImports, readSources } from "./testing/source-files.ts";

const sources = readSources();
const product = sources.filter((file) => !isProof(file));
const lineCount = (text: string) => text.trimEnd().split("\n").length;

test("the sources are read", () => {
  expect(product.length).toBeGreaterThan(100);
  expect(
    readImports("lib/a/b.ts", `import { x } from "../c.ts";\nimport "#db/d.ts";\nawait import("zod")`),
  ).toEqual(["lib/c.ts", "db/d.ts", "zod"]);
});

test.each(importRules)("$room imports only what it may", ({ files, may, never = [] }) => {
  const room = product.filter(
    ({ path }) => importRules.find((rule) => rule.files.test(path))?.files === files,
  );
  const offences = room.flatMap(({ path, imports }) =>
    imports
      .filter(
        (target) =>
          never.some((rule) => rule.test(target)) || (may && !may.some((rule) => rule.test(target))),
      )
      .map((target) => `${path} -> ${target}`),
  );
  expect(offences).toEqual([]);
});

test("pure files read no clock and take no chance", () => {
  const rules = product.filter(({ path }) => pure.test(path) || path.startsWith("lib/models/"));
  const moved = rules.filter(({ text }) => /\bDate\.now\b|new Date\(\)|Math\.random/.test(text));
  expect(rules.length).toBeGreaterThan(20);
  expect(moved.map(({ path }) => path)).toEqual([]);
});

test("every vendor's folder has its own rule, so that no adapter leans on another", () => {
  const folders = product.flatMap(({ path }) => /^lib\/providers\/([a-z-]+)\//.exec(path)?.[1] ?? []);
  const ruled = importRules.flatMap(({ room }) => /^lib\/providers\/(.+)$/.exec(room)?.[1] ?? []);
  expect([...ruled, "google"].sort()).toEqual([...new Set(folders)].sort());
});

test("every product file belongs to a room", () => {
  const homeless = product.filter(({ path }) => !importRules.some((rule) => rule.files.test(path)));
  expect(homeless.map(({ path }) => path)).toEqual([]);
});

test("no file imports itself over others", () => {
  expect(findCycle(product)).toBeUndefined();
  const circle = [
    { path: "a", text: "", imports: ["b"] },
    { path: "b", text: "", imports: ["a"] },
  ];
  expect(findCycle(circle)).toEqual(["a", "b", "a"]);
});

test("only lib/env.ts reads the environment, and the simulator's own start", () => {
  const readers = product.filter(({ text }) => /\bprocess\.env\b/.test(text));
  expect(readers.map(({ path }) => path)).toEqual(["lib/env.ts", "simulator/main.ts"]);
});

test("only lib/videos/transition.ts writes a video's status", () => {
  const writes = [
    /\.update\(\s*(?:\w+\.)?videos\s*\)\s*\.set\(\s*(?!\{)/,
    /\.update\(\s*(?:\w+\.)?videos\s*\)\s*\.set\(\s*\{[^}]*(\bstatus\b|\.\.\.)/,
    /\bupdate\s+"?videos"?\s+set\b[^;]*\bstatus\s*=/i,
  ];
  const writers = product
    .filter(({ text }) => writes.some((write) => write.test(text)))
    .map(({ path }) => path);
  expect(writers).toEqual(["lib/videos/transition.ts"]);
});

test("nothing only passes exports on, beyond the schema's index", () => {
  const barrels = product.filter(({ path, text }) => {
    const statements = text.split(/;|\n(?=export|import)/).filter((statement) => statement.trim() !== "");
    const passing = statements.filter((statement) =>
      /^\s*export\s+(type\s+)?(\*|\{)[^;]*\bfrom\b/.test(statement),
    );
    return /(^|\/)index\.tsx?$/.test(path) || passing.length === statements.length;
  });
  expect(barrels.map(({ path }) => path)).toEqual(["db/schema/index.ts"]);
});

test("no file is longer than 300 lines, and 95 of 100 product files have at most 180", () => {
  const long = sources.filter(({ text }) => lineCount(text) > 300);
  expect(long.map(({ path, text }) => `${path}: ${lineCount(text)}`)).toEqual([]);
  const lengths = product.map(({ text }) => lineCount(text)).sort((a, b) => a - b);
  expect(lengths[Math.ceil(lengths.length * 0.95) - 1]).toBeLessThanOrEqual(180);
});

test("file names are kebab-case and say what is inside", () => {
  const names = sources.map(({ path }) => path);
  const odd = names.filter(
    (path) => !/^[a-z0-9-]+(\.(test|spec|setup))?\.(ts|tsx|mjs)$/.test(path.split("/").pop() ?? ""),
  );
  expect(odd).toEqual([]);
  expect(names.filter((path) => /(^|[/-])(utils?|helpers?|misc|common|manager)[./-]/.test(path))).toEqual([]);
});

test("nothing is left to do in the code, and no test is skipped", () => {
  const left = new RegExp(["TO", "DO|FIX", "ME|X", "XX"].join(""));
  const skipped = new RegExp(["\\b(test|it|describe)\\.", "(skip|only|todo|fixme)\\b"].join(""));
  expect(sources.filter(({ text }) => left.test(text)).map(({ path }) => path)).toEqual([]);
  expect(sources.filter(({ text }) => skipped.test(text)).map(({ path }) => path)).toEqual([]);
});

test("no file names a machine's own folders", () => {
  const own = new RegExp(["[\"'`\\s]/(wo", "rk|ro", "ot|home)/"].join(""));
  expect(sources.filter(({ text }) => own.test(text)).map(({ path }) => path)).toEqual([]);
});
