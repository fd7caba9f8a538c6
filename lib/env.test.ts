import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(join(import.meta.dirname, "..", path), "utf8");
const source = read("lib/env.ts") + read("lib/vendor-settings.ts");
const example = read(".env.example");
const readme = read("README.md");

/** Set by the start for its own parts; nobody gives them. */
const internal = new Set(["NODE_ENV", "UPLOADTHING_EMBEDDED_TOKEN", "INNGEST_DEV"]);
const names = [...source.matchAll(/^ {2,4}([A-Z][A-Z0-9_]+): /gm)].flatMap(([, name]) => name ?? []);
const settings = [...new Set(names)].filter((name) => !internal.has(name));
const declarations = source.split(/^(?= {2,4}[A-Z][A-Z0-9_]+: |}|export|const)/m);
function defaultOf(name: string): string | undefined {
  const declaration = declarations.find((text) => new RegExp(`^ +${name}: (?!true)`).test(text));
  return /\.default\("?([^")]*)"?\)/.exec(declaration ?? "")?.[1];
}
const exampleOf = (name: string): string | undefined =>
  new RegExp(`^# ${name}=(\\S*)`, "m").exec(example)?.[1];

it("finds the settings", () => {
  expect(settings).toContain("DATABASE_URL");
  expect(settings.length).toBeGreaterThan(20);
  expect(settings.filter(defaultOf).length).toBeGreaterThan(8);
});

it.each(settings)("%s stands in .env.example, with its default where it has one", (name) => {
  expect(exampleOf(name)).toBeDefined();
  const value = defaultOf(name);
  if (value && !/^(false|http)/.test(value)) expect(exampleOf(name)).toBe(value);
});

it("the README names no setting that .env.example does not have", () => {
  const told = [...readme.matchAll(/`([A-Z][A-Z0-9]+_[A-Z_0-9]+|PORT|HOST)`/g)].flatMap(
    ([, name]) => name ?? [],
  );
  expect(told.length).toBeGreaterThan(15);
  const unknown = told.filter((name) => !name.endsWith("_") && exampleOf(name) === undefined);
  expect(unknown).toEqual([]);
});

it.each([
  ["RENDERER_URL", ["embedded", "RENDERER_CONCURRENCY", "RENDERER_TIMEOUT_SECONDS", "RENDERER_MEMORY_MB"]],
  ["DATABASE_URL", ["embedded", "DATABASE_POOL_SIZE"]],
  ["DAILIES_DATA_DIR", ["DAILIES_DATA_DIR"]],
  ["LOG_LEVEL", ["LOG_LEVEL"]],
])("the README's row of %s tells the defaults", (name, told) => {
  const row = readme.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
  const defaults = row.split("|").at(-2)?.replaceAll("`", "").trim();
  expect(defaults).toBe(told.map((word) => exampleOf(word) ?? word).join(", "));
});
