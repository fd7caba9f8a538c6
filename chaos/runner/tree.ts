import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mutant } from "../row.ts";

const left = new Set(["node_modules", "test-results", "playwright-report"]);

function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    copyFileSync(from, to);
  }
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (left.has(entry.name) || entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) linkFolder(join(from, entry.name), join(to, entry.name));
    else if (entry.isFile()) link(join(from, entry.name), join(to, entry.name));
  }
}

/** The text with the mutant's mistake in it. Throws where the place to break does not occur exactly once. */
export function broken(text: string, { name, file, find, replace }: Mutant): string {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`mutant "${name}": its place occurs ${count} times in ${file}`);
  return text.replace(find, () => replace);
}

export type Tree = {
  root: string;
  /** Runs `work` while the one file is broken. */
  breakWhile<T>(mutant: Mutant, work: () => Promise<T>): Promise<T>;
  remove(): void;
};

/** A copy of `root` that shares every file with it, so that one of them can be broken without touching the other. */
export function copyTree(root: string): Tree {
  const copy = mkdtempSync(join(tmpdir(), "dailies-chaos-tree-"));
  linkFolder(root, copy);
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const put = (file: string, text: string): void => {
    rmSync(join(copy, file));
    writeFileSync(join(copy, file), text);
  };
  return {
    root: copy,
    async breakWhile(mutant, work) {
      const whole = readFileSync(join(copy, mutant.file), "utf8");
      put(mutant.file, broken(whole, mutant));
      try {
        return await work();
      } finally {
        put(mutant.file, whole);
      }
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}
