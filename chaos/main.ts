import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { startPostgres } from "#db/embedded/start.ts";
import { followProgress, readFigures } from "./figures.ts";
import { help, matrixRows, type Options, parseOptions } from "./options.ts";
import { type Caught, tryMutants } from "./runner/mutants.ts";
import { proveAll } from "./runner/proofs.ts";
import { readRows } from "./runner/rows.ts";
import { say, tellFigures, tellMutant, tellRow } from "./runner/tell.ts";
import { failedBeside, verdictOn } from "./runner/verdict.ts";

const root = resolve(import.meta.dirname, "..");
const reportFile = join(root, ".data", "chaos", "report.json");
const minutesMax = 29;
const begun = performance.now();
const secondsLeft = (): number => Math.ceil(minutesMax * 60 - (performance.now() - begun) / 1000);

type Place = { environment: Record<string, string>; figures: string };

/** Proves what was asked for, tells it and keeps it; true where everything holds and every broken build is caught. */
async function prove(options: Options, { environment, figures }: Place): Promise<boolean> {
  const expected = options.rows ?? Array.from({ length: matrixRows }, (_, at) => at + 1);
  const rows = (await readRows(root)).filter(({ number }) => expected.includes(number));
  const absent = expected.filter((number) => !rows.some((row) => row.number === number));
  const stop = followProgress(figures, say);
  const run = await proveAll({ root, rows, beside: !options.rows, environment, secondsLeft }).finally(stop);
  const verdicts = rows.map((row) => ({ ...row, verdict: verdictOn(row, run) }));
  for (const row of verdicts) tellRow(row, row.verdict, options.seed);
  for (const number of absent) say(`row ${String(number).padStart(2)}  has no file`);
  const beside = failedBeside(rows, run);
  for (const words of beside) say(`beside the rows: ${words}`);
  const measured = readFigures(figures);
  tellFigures(measured);

  const holding = verdicts.filter(({ verdict }) => verdict.kind === "holds");
  const planned = options.mutants ? holding : [];
  const mutants: Caught[] = [];
  if (options.mutants) say("\nThe same proofs on builds that are broken on purpose:");
  await tryMutants({ root, rows: planned, environment, secondsLeft }, (caught) => {
    mutants.push(caught);
    tellMutant(caught);
  });
  const caught = mutants.filter((one) => one.caught).length;
  const seconds = Math.round((performance.now() - begun) / 1000);
  say(
    `\n${holding.length} of ${expected.length} rows hold, ${caught} of ${mutants.length} broken builds are caught, ` +
      `${run.tests.length} tests, ${seconds} s`,
  );
  const report = { seed: options.seed, seconds, rows: verdicts, absent, beside, measured, mutants };
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, JSON.stringify(report, null, 2));
  return holding.length === expected.length && beside.length === 0 && caught === mutants.length;
}

/** With a folder and a database server of its own. */
async function proveApart(options: Options): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "dailies-chaos-"));
  const figures = join(folder, "figures");
  mkdirSync(figures);
  const postgres = join(folder, "postgres");
  const server = await startPostgres({
    folder: postgres,
    durable: false,
    connectionsMax: 200,
    temporary: true,
  });
  const environment = {
    TEST_DATABASE_URL: server.url,
    CHAOS_SEED: String(options.seed),
    CHAOS_VIDEOS: String(options.videos),
    CHAOS_WHOLE: "1",
    CHAOS_FIGURES: figures,
    CHAOS_FOLDER: folder,
  };
  try {
    return await prove(options, { environment, figures });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was asked for, or undefined where that cannot be read: then it was told. */
function readOptions(): Options | undefined {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return undefined;
  }
}

const options = readOptions();
if (options?.help) say(help);
else process.exitCode = options && (await proveApart(options)) ? 0 : 1;
