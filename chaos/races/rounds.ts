import { isWhole } from "../seed.ts";

/** How often a race is run: those that the issue of a video hangs on, and the others. */
export const rounds = isWhole() ? 1000 : 40;
export const fewRounds = isWhole() ? 250 : 15;

/** Runs `race` with the numbers from 0 to `times` - 1, `sideBySide` at a time, and returns what each came to. */
export async function runRounds<T>(
  times: number,
  race: (round: number) => Promise<T>,
  sideBySide = 1,
): Promise<T[]> {
  const waiting = Array.from({ length: times }, (_, round) => round);
  const ends: T[] = [];
  const runner = async (): Promise<void> => {
    for (let round = waiting.shift(); round !== undefined; round = waiting.shift())
      ends[round] = await race(round);
  };
  await Promise.all(Array.from({ length: sideBySide }, runner));
  return ends;
}

/** Lets all begin in the same turn, and says of each how it ended. */
export async function atOnce<T>(...begin: (() => Promise<T>)[]): Promise<{ won: T[]; lost: unknown[] }> {
  const ends = await Promise.allSettled(begin.map((one) => one()));
  return {
    won: ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : [])),
    lost: ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : [])),
  };
}
