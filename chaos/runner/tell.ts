import type { Figures } from "../figures.ts";
import type { FaultRow } from "../row.ts";
import type { Caught } from "./mutants.ts";
import type { Verdict } from "./verdict.ts";

export const say = (line: string): void => console.log(line);

const indented = (words: string): string => words.replaceAll(/^/gm, "        ");

export function tellRow(row: FaultRow, verdict: Verdict, seed: number): void {
  const number = String(row.number).padStart(2);
  say(`row ${number}  seed ${seed}  ${verdict.kind.padEnd(8)}  ${row.fault}`);
  if (verdict.kind !== "holds") say(indented(verdict.words));
}

export function tellMutant({ row, mutant, caught, seconds, words }: Caught): void {
  const verdict = caught ? "caught    " : "NOT caught";
  say(`row ${String(row).padStart(2)}  ${verdict}  ${mutant}  (${seconds.toFixed(0)} s)`);
  if (words) say(indented(words));
}

export function tellFigures(measured: readonly Figures[]): void {
  for (const { name, lines } of measured) say([`\n${name}`, ...lines].join("\n  "));
}
