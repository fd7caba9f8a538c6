import type { FaultRow, Mutant } from "../row.ts";
import { copyTree } from "./tree.ts";
import { isCaught, projectOf } from "./verdict.ts";
import { type Run, runVitest } from "./vitest.ts";

export type Caught = { row: number; mutant: string; caught: boolean; seconds: number; words: string };
type Trial = { environment: Record<string, string>; secondsLeft: () => number };

const copiesMax = 2;
const secondsMax = 240;

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function patternOf(row: FaultRow): string | undefined {
  const names = row.proofs.map(({ name }) => name);
  return names.includes(undefined) ? undefined : names.map((name) => escaped(name ?? "")).join("|");
}

async function tryProofs(row: FaultRow, root: string, { environment, secondsLeft }: Trial): Promise<Run> {
  const whole: Run = { tests: [], broke: [], seconds: 0 };
  const byProject = Map.groupBy(row.proofs, ({ file }) => projectOf(file));
  const pattern = patternOf(row);
  for (const [project, proofs] of byProject) {
    const run = await runVitest({
      root,
      project,
      files: [...new Set(proofs.map(({ file }) => file))],
      ...(pattern && { pattern }),
      bail: true,
      seconds: Math.min(secondsMax, secondsLeft()),
      environment,
    });
    whole.tests.push(...run.tests);
    whole.broke.push(...run.broke);
    whole.seconds += run.seconds;
    if (isCaught(row, whole)) break;
  }
  return whole;
}

/**
 * Breaks copies of the tree, one mutant after the other, two at a time, and says of each whether a proof saw it. Those
 * for which no time is left are not tried.
 */
export async function tryMutants(
  given: Trial & { root: string; rows: readonly FaultRow[] },
  tell: (caught: Caught) => void,
): Promise<void> {
  const waiting: { row: FaultRow; mutant: Mutant }[] = given.rows.flatMap((row) =>
    row.mutants.map((mutant) => ({ row, mutant })),
  );
  const work = async (): Promise<void> => {
    const tree = copyTree(given.root);
    try {
      for (let next = waiting.shift(); next && given.secondsLeft() > 0; next = waiting.shift()) {
        const { row, mutant } = next;
        const run = await tree.breakWhile(mutant, () => tryProofs(row, tree.root, given));
        const caught = isCaught(row, run);
        tell({
          row: row.number,
          mutant: mutant.name,
          caught,
          seconds: run.seconds,
          words: caught ? "" : run.broke.join("\n"),
        });
      }
    } finally {
      tree.remove();
    }
  };
  await Promise.all(Array.from({ length: copiesMax }, work));
}
