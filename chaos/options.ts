import { parseArgs } from "node:util";

export const help = `Usage: npm run chaos [-- options]

Proves what Dailies promises when things go wrong, in at most 30 minutes. Exit code 1 where a promise does not hold.

  --rows 4,13     only these rows of the fault matrix, and nothing beside them
  --seed N        another run of chance (1)
  --videos N      over how many videos the vendors' books are compared with ours (2000)
  --no-mutants    leaves out the builds that are broken on purpose
  --help          this text`;

export const matrixRows = 50;

/** `rows`: absent where all of them are wanted, and what stands beside them too. */
export type Options = { help: boolean; rows?: number[]; seed: number; videos: number; mutants: boolean };

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isInteger(number) && number >= min && number <= max) return number;
  throw new Error(`--${name} takes whole numbers from ${min} to ${max}, and not "${text}".`);
}

/** Reads the command line. Throws, in words for who typed it, where something in it is not known. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean", short: "h", default: false },
      rows: { type: "string" },
      seed: { type: "string", default: "1" },
      videos: { type: "string", default: "2000" },
      "no-mutants": { type: "boolean", default: false },
    },
  });
  return {
    help: values.help,
    ...(values.rows !== undefined && {
      rows: values.rows.split(",").map((row) => wholeNumber("rows", row, 1, matrixRows)),
    }),
    seed: wholeNumber("seed", values.seed, 0, 2 ** 31),
    videos: wholeNumber("videos", values.videos, 1, 100_000),
    mutants: !values["no-mutants"],
  };
}
