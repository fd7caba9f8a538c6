import type { FaultRow, Proof } from "../row.ts";
import type { Run, Test } from "./vitest.ts";

export type Verdict = { kind: "holds" | "fails" | "unproven"; words: string };

const belongs = (test: Test, { file, name }: Proof): boolean =>
  test.file === file && (name === undefined || test.name.includes(name));

/** What the tests say about a row: each of its proofs has to have run, and none of their tests may have failed. */
export function verdictOn(row: Pick<FaultRow, "proofs">, run: Pick<Run, "tests" | "broke">): Verdict {
  const missing = row.proofs.filter((proof) => !run.tests.some((test) => belongs(test, proof)));
  const failed = run.tests.filter((test) => !test.passed && row.proofs.some((proof) => belongs(test, proof)));
  if (failed.length > 0)
    return { kind: "fails", words: failed.map(({ name, words }) => `${name}: ${words}`).join("\n") };
  if (missing.length > 0) {
    const named = missing.map(({ file, name }) => (name ? `${file} (${name})` : file));
    return {
      kind: "unproven",
      words: [...named.map((one) => `did not run: ${one}`), ...run.broke].join("\n"),
    };
  }
  return { kind: "holds", words: "" };
}

/** What failed and belongs to no row: sweeps, races, searches, and what stands in one file with a proof. */
export function failedBeside(
  rows: readonly Pick<FaultRow, "proofs">[],
  run: Pick<Run, "tests" | "broke">,
): string[] {
  const proofs = rows.flatMap((row) => row.proofs);
  const failed = run.tests.filter((test) => !test.passed && !proofs.some((proof) => belongs(test, proof)));
  return [...failed.map(({ file, name, words }) => `${file}: ${name}: ${words}`), ...run.broke];
}

/** A mutant is caught where a test of the row failed; a copy that could not even be run proves nothing. */
export function isCaught(row: Pick<FaultRow, "proofs">, run: Pick<Run, "tests" | "broke">): boolean {
  return verdictOn(row, run).kind === "fails";
}

/** Which vitest project runs a file. */
export const projectOf = (file: string): "chaos" | "engine" | "unit" =>
  file.startsWith("chaos/") ? "chaos" : file.startsWith("inngest/embedded/conformance/") ? "engine" : "unit";
