import { globSync } from "node:fs";
import { dirname } from "node:path";
import type { FaultRow } from "../row.ts";
import { copyTree } from "./tree.ts";
import { projectOf } from "./verdict.ts";
import { type Run, runVitest } from "./vitest.ts";

type Given = {
  root: string;
  rows: readonly FaultRow[];
  /** Also what is in the folder of the proofs and belongs to no row: sweeps, races and searches. */
  beside: boolean;
  environment: Record<string, string>;
  secondsLeft: () => number;
};

/** Proofs with processes wait more than they work, so that two runs share two cores well. */
const runsAtOnce = 2;
/** What takes longest is begun first, so that neither run ends long before the other. */
const longestFirst = ["chaos/double-spend", "chaos/rows", "unit", "chaos/crash", "chaos/races"];

/** What runs in one process of the test runner, one file after the other: a folder of `chaos`, or a whole project. */
function groupOf(file: string): string {
  const project = projectOf(file);
  return project === "chaos" ? dirname(file) : project;
}

function placeOf(group: string): number {
  const at = longestFirst.indexOf(group);
  return at < 0 ? longestFirst.length : at;
}

/** Runs every proof of the rows on one copy of the tree. */
export async function proveAll({ root, rows, beside, environment, secondsLeft }: Given): Promise<Run> {
  const whole: Run = { tests: [], broke: [], seconds: 0 };
  const files = new Set(rows.flatMap(({ proofs }) => proofs.map(({ file }) => file)));
  if (beside) for (const file of globSync("chaos/**/*.test.ts", { cwd: root })) files.add(file);
  const groups = [...Map.groupBy(files, groupOf)];
  groups.sort(([one], [other]) => placeOf(one) - placeOf(other));
  const tree = copyTree(root);
  const work = async (): Promise<void> => {
    for (let next = groups.shift(); next; next = groups.shift()) {
      const [group, own] = next;
      const run = await runVitest({
        root: tree.root,
        project: group.startsWith("chaos/") ? "chaos" : group,
        files: own,
        seconds: Math.max(1, secondsLeft()),
        environment,
      });
      whole.tests.push(...run.tests);
      whole.broke.push(...run.broke);
      whole.seconds += run.seconds;
    }
  };
  try {
    await Promise.all(Array.from({ length: runsAtOnce }, work));
  } finally {
    tree.remove();
  }
  return whole;
}
