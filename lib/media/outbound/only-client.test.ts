import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { isProof, readSources } from "#lib/testing/source-files.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "dailies-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The files of these that the project's own lint refuses. */
function refused(files: Readonly<Record<string, string>>): string[] {
  const config = z.looseObject({}).parse(JSON.parse(readFileSync(join(root, "biome.json"), "utf8")));
  writeFileSync(
    join(folder, "biome.json"),
    JSON.stringify({ ...config, vcs: { enabled: false }, $schema: undefined }),
  );
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const biome = join(root, "node_modules/.bin/biome");
  const { stdout, stderr } = spawnSync(biome, ["lint", "--reporter=github", "."], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stderr).not.toContain("configuration");
  const found = [...stdout.matchAll(/^::error .*lint\/style\/noRestricted\w+.*?file=([^,]+)/gm)];
  return [...new Set(found.map((match) => match[1]?.split(`${basename(folder)}/`).at(-1) ?? ""))].sort();
}

it("the lint lets nobody but the outbound client ask outside by itself", () => {
  const asking = [
    'export const a = await fetch("https://example.com");\n',
    'import { request } from "undici";\nexport const a = request;\n',
    'import { get } from "node:https";\nexport const a = get;\n',
    'import http from "node:http";\nexport const a = http;\n',
  ];
  const rooms = ["app", "components", "inngest/functions", "lib/providers/kling", "lib/videos"];
  const hostile = rooms.flatMap((room) =>
    asking.map((text, index) => [`${room}/a${index}.ts`, text] as const),
  );
  const fine = [
    ["lib/media/outbound/a.ts", asking[0] ?? ""],
    ["lib/videos/serves.ts", 'import { createServer } from "node:http";\nexport const a = createServer;\n'],
  ] as const;
  expect(refused(Object.fromEntries([...hostile, ...fine]))).toEqual(hostile.map(([path]) => path).sort());
});

it("nobody goes round the lint, by another name of the same function or by switching it off", () => {
  const round =
    /\b(globalThis|window|self)\??\.fetch\(|biome-ignore.*noRestricted|from "(axios|got|node-fetch)"/;
  const sources = readSources().filter((file) => !isProof(file));
  expect(sources.filter(({ text }) => round.test(text)).map(({ path }) => path)).toEqual([]);
});
