import { afterAll, beforeAll, expect, test } from "vitest";
import type { TakeBench } from "#lib/testing/take-bench.ts";
import { adoptAttempt } from "#lib/videos/adopt-attempt.ts";
import { noteFigures } from "../figures.ts";
import { amissIn } from "./at-rest.ts";
import { createLostTakes, layToRest, loseTake } from "./lost-take.ts";
import { atOnce, fewRounds, runRounds } from "./rounds.ts";

let takes: TakeBench;

beforeAll(async () => {
  takes = await createLostTakes();
});
afterAll(() => takes.bench.close());

test(`of two takes that are given the same job at once, ${fewRounds} times, one has it, and the other is refused`, async () => {
  await runRounds(
    fewRounds,
    async (round) => {
      const both = [await loseTake(takes), await loseTake(takes)];
      const operation = { job: `job-${round}` };
      const { won, lost } = await atOnce(
        ...both.map(
          ({ attemptId }, at) =>
            () =>
              adoptAttempt(takes.system(), {
                attemptId,
                operation,
                by: "callback",
                cause: `receipt ${round} ${at}`,
              }),
        ),
      );
      expect(lost).toEqual([]);
      expect(won.map(({ kind }) => kind).toSorted()).toEqual(["adopted", "refused"]);
      const loser = both[won.findIndex(({ kind }) => kind === "refused")];
      expect(loser && (await takes.only(loser.videoId))).toMatchObject({ state: "ambiguous", jobId: null });
      expect(loser && (await takes.findings(loser.attemptId))).toEqual(["contradicted"]);
      for (const one of both) await layToRest(takes, one);
    },
    4,
  );
  noteFigures("race of two takes for one job", [`${fewRounds} rounds, each time one has it`]);
  expect(await amissIn(takes.bench)).toEqual([]);
});
