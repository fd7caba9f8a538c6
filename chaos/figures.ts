import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const figures = z.object({ name: z.string(), lines: z.array(z.string()) });
/** What a proof measured, line by line. */
export type Figures = z.infer<typeof figures>;

/** Leaves what a proof measured where `npm run chaos` prints it (`CHAOS_FIGURES`); nothing where nobody asked. */
export function noteFigures(name: string, lines: readonly string[]): void {
  const folder = process.env.CHAOS_FIGURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll(/\W+/g, "-")}.json`), JSON.stringify({ name, lines }));
}

const progressName = "progress.txt";

/** Says how far a long proof has come, at once, where `npm run chaos` tells it. */
export function noteProgress(line: string): void {
  const folder = process.env.CHAOS_FIGURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, progressName), `${line}\n`);
}

/** Tells each line of progress once, as it comes, until it is stopped; then the rest. */
export function followProgress(folder: string, tell: (line: string) => void): () => void {
  const file = join(folder, progressName);
  let told = 0;
  const tellNew = (): void => {
    if (!existsSync(file)) return;
    const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
    for (const line of lines.slice(told)) tell(line);
    told = lines.length;
  };
  const timer = setInterval(tellNew, 1000);
  return () => {
    clearInterval(timer);
    tellNew();
  };
}

/** Everything that proofs left in `folder`. */
export const readFigures = (folder: string): Figures[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => figures.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
