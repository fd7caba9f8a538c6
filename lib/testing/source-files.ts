import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
  /** What it imports: a path from the root, or a package's specifier. */
  imports: string[];
}

const root = resolve(import.meta.dirname, "../..");
const folders = [
  "app",
  "bench",
  "chaos",
  "components",
  "db",
  "e2e",
  "inngest",
  "lib",
  "scripts",
  "simulator",
];
const specifiers = [
  /^\s*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm,
  /^\s*import\s*["']([^"']+)["']/gm,
  /\bimport\(\s*["']([^"']+)["']\s*\)/g,
];

function resolveSpecifier(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (!specifier.startsWith(".")) return specifier;
  return posix.join(dirname(from), specifier);
}

/** The paths and packages which a file's text imports, re-exports or loads. */
export function readImports(path: string, text: string): string[] {
  const found = specifiers.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));
  return found.map((specifier) => resolveSpecifier(path, specifier));
}

function list(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)(fixtures|node_modules)\//.test(path));
}

/** Every hand-written source file below the project's rooms. */
export function readSources(): SourceFile[] {
  return folders.flatMap(list).map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, text, imports: readImports(path, text) };
  });
}

/** Tests and what only tests use: they may reach across rooms. */
export function isProof({ path }: SourceFile): boolean {
  return /\.test\.tsx?$|(^|\/)(testing|conformance)\/|^(e2e|bench|chaos|scripts)\//.test(path);
}

/** One cycle among the files' imports, as the list of its paths, or undefined when there is none. */
export function findCycle(files: SourceFile[]): string[] | undefined {
  const known = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    const file = known.get(path);
    if (!file || done.has(path)) return undefined;
    trail.push(path);
    for (const target of file.imports) {
      const cycle = visit(target);
      if (cycle) return cycle;
    }
    trail.pop();
    done.add(path);
    return undefined;
  };
  for (const { path } of files) {
    const cycle = visit(path);
    if (cycle) return cycle;
  }
  return undefined;
}
