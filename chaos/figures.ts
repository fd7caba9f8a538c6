import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const figures = z.object({ name: z.string(), lines: z.array(z.string()) });

/** Leaves what a proof measured where `npm run chaos` prints it (`CHAOS_FIGURES`); nothing where nobody asked. */
export function noteFigures(name: string, lines: readonly string[]): void {
  const folder = process.env.CHAOS_FIGURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll(/\W+/g, "-")}.json`), JSON.stringify({ name, lines }));
}

/** Everything that proofs left in `folder`. */
export const readFigures = (folder: string): { name: string; lines: string[] }[] =>
  readdirSync(folder).map((file) => figures.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
