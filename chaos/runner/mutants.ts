import type { FaultRow, Mutant, Proof } from "../row.ts";
import { copyTree, type Tree } from "./tree.ts";
import { isCaught, projectOf } from "./verdict.ts";
import { type Run, runVitest } from "./vitest.ts";

export type Caught = { row: number; mutant: string; caught: boolean; seconds: number; words: string };
type Trial = { environment: Record<string, string>; secondsLeft: () => number };

const copiesMax = 2;
const secondsMax = 240;
const tooLate = "there was no time left for it";

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The names of a file's proofs as one pattern; undefined where all of the file is a proof. */
function patternOf(proofs: readonly Proof[]): string | undefined {
  const names = proofs.map(({ name }) => name);
  return names.includes(undefined) ? undefined : names.map((name) => escaped(name ?? "")).join("|");
}

/** Runs the row's proofs, one file after the other as the row names them, until one has failed. */
async function tryProofs(row: FaultRow, root: string, { environment, secondsLeft }: Trial): Promise<Run> {
  const whole: Run = { tests: [], broke: [], seconds: 0 };
  for (const [file, proofs] of Map.groupBy(row.proofs, ({ file }) => file)) {
    const pattern = patternOf(proofs);
    const run = await runVitest({
      root,
      project: projectOf(file),
      files: [file],
      ...(pattern && { pattern }),
      bail: true,
      seconds: Math.max(1, Math.min(secondsMax, secondsLeft())),
      environment,
    });
    whole.tests.push(...run.tests);
    whole.broke.push(...run.broke);
    whole.seconds += run.seconds;
    if (isCaught(row, whole)) break;
  }
  return whole;
}

type Trying = { row: FaultRow; mutant: Mutant };

async function tryMutant({ row, mutant }: Trying, tree: Tree, given: Trial): Promise<Caught> {
  const told = { row: row.number, mutant: mutant.name };
  if (given.secondsLeft() <= 0) return { ...told, caught: false, seconds: 0, words: tooLate };
  const run = await tree.breakWhile(mutant, () => tryProofs(row, tree.root, given));
  if (isCaught(row, run)) return { ...told, caught: true, seconds: run.seconds, words: "" };
  const words = given.secondsLeft() <= 0 ? tooLate : run.broke.join("\n");
  return { ...told, caught: false, seconds: run.seconds, words };
}

/**
 * Breaks copies of the tree, one mutant after the other, two at a time, and says of each whether a proof saw it. Those
 * for which no time is left are told as not caught, with that.
 */
export async function tryMutants(
  given: Trial & { root: string; rows: readonly FaultRow[] },
  tell: (caught: Caught) => void,
): Promise<void> {
  const waiting: Trying[] = given.rows.flatMap((row) => row.mutants.map((mutant) => ({ row, mutant })));
  const work = async (): Promise<void> => {
    const tree = copyTree(given.root);
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) tell(await tryMutant(next, tree, given));
    } finally {
      tree.remove();
    }
  };
  await Promise.all(Array.from({ length: copiesMax }, work));
}
