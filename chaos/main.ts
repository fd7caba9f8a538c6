import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "#db/embedded/start.ts";
import { followProgress, readFigures } from "./figures.ts";
import type { FaultRow } from "./row.ts";
import { type Caught, tryMutants } from "./runner/mutants.ts";
import { proveAll } from "./runner/proofs.ts";
import { readRows } from "./runner/rows.ts";
import { type Verdict, verdictOn } from "./runner/verdict.ts";
import type { Run } from "./runner/vitest.ts";

const root = resolve(import.meta.dirname, "..");
const reportFile = join(root, ".data", "chaos", "report.json");
const minutesMax = 29;
const matrixRows = 50;

const { values } = parseArgs({
  options: {
    rows: { type: "string" },
    seed: { type: "string", default: "1" },
    videos: { type: "string", default: "2000" },
    "no-mutants": { type: "boolean", default: false },
  },
});

type Environment = Record<string, string>;
const say = (line: string): void => console.log(line);
const begun = performance.now();
const secondsLeft = (): number => Math.ceil(minutesMax * 60 - (performance.now() - begun) / 1000);

function tellRow(row: FaultRow, verdict: Verdict): void {
  const number = String(row.number).padStart(2);
  say(`row ${number}  seed ${values.seed}  ${verdict.kind.padEnd(8)}  ${row.fault}`);
  if (verdict.kind !== "holds") say(verdict.words.replaceAll(/^/gm, "        "));
}

function tellMutant({ row, mutant, caught, seconds, words }: Caught): void {
  say(
    `row ${String(row).padStart(2)}  ${caught ? "caught    " : "NOT caught"}  ${mutant}  (${seconds.toFixed(0)} s)`,
  );
  if (words) say(words.replaceAll(/^/gm, "        "));
}

/** Tests that belong to no row: the sweeps, races and searches. */
function failedBeside(rows: readonly FaultRow[], run: Run): string[] {
  const own = new Set(rows.flatMap(({ proofs }) => proofs.map(({ file }) => file)));
  const failed = run.tests.filter(({ file, passed }) => !passed && !own.has(file));
  return [...failed.map(({ file, name, words }) => `${file}: ${name}: ${words}`), ...run.broke];
}

async function work(environment: Environment, figures: string): Promise<boolean> {
  const wanted = values.rows?.split(",").map(Number);
  const rows = (await readRows(root)).filter(({ number }) => !wanted || wanted.includes(number));
  const expected = wanted ?? Array.from({ length: matrixRows }, (_, at) => at + 1);
  const absent = expected.filter((number) => !rows.some((row) => row.number === number));
  const stop = followProgress(figures, say);
  const run = await proveAll({ root, rows, beside: !wanted, environment, secondsLeft }).finally(stop);
  const verdicts = rows.map((row) => ({ ...row, verdict: verdictOn(row, run) }));
  for (const row of verdicts) tellRow(row, row.verdict);
  for (const number of absent) say(`row ${String(number).padStart(2)}  has no file`);
  const beside = failedBeside(rows, run);
  for (const words of beside) say(`beside the rows: ${words}`);
  const measured = readFigures(figures);
  for (const { name, lines } of measured) say([`\n${name}`, ...lines].join("\n  "));

  const mutants: Caught[] = [];
  const holding = verdicts.filter(({ verdict }) => verdict.kind === "holds");
  if (!values["no-mutants"]) {
    say("\nThe same proofs on builds that are broken on purpose:");
    await tryMutants({ root, rows: holding, environment, secondsLeft }, (caught) => {
      mutants.push(caught);
      tellMutant(caught);
    });
  }
  const planned = values["no-mutants"] ? 0 : holding.flatMap((row) => row.mutants).length;
  const caught = mutants.filter((one) => one.caught).length;
  const seconds = Math.round((performance.now() - begun) / 1000);
  say(
    `\n${holding.length} of ${expected.length} rows hold, ${caught} of ${planned} broken builds are caught, ` +
      `${run.tests.length} tests, ${seconds} s`,
  );
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(
    reportFile,
    JSON.stringify(
      { seed: values.seed, seconds, rows: verdicts, absent, beside, measured, mutants },
      null,
      2,
    ),
  );
  return holding.length === expected.length && beside.length === 0 && caught === planned;
}

const folder = mkdtempSync(join(tmpdir(), "dailies-chaos-"));
const figures = join(folder, "figures");
mkdirSync(figures);
const server = await startPostgres({
  folder: join(folder, "postgres"),
  durable: false,
  connectionsMax: 200,
  temporary: true,
});
try {
  const environment = {
    TEST_DATABASE_URL: server.url,
    CHAOS_SEED: values.seed,
    CHAOS_VIDEOS: values.videos,
    CHAOS_WHOLE: "1",
    CHAOS_FIGURES: figures,
    CHAOS_FOLDER: folder,
  };
  process.exitCode = (await work(environment, figures)) ? 0 : 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
