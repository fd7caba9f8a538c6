import { afterAll, beforeAll, expect, test } from "vitest";
import { createGateBench, type GateBench } from "#lib/testing/gates.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { afterFailure } from "#lib/videos/after-failure.ts";
import { noteFigures } from "../figures.ts";
import { draw, isWhole } from "../seed.ts";

const jobs = isWhole() ? 2000 : 150;
const perMinute = isWhole() ? 600 : 60;
const drawn = 10_000;
/** Of the statistic at which a sample of this size is taken for another distribution, once in a hundred times. */
const apartMax = 1.63 / Math.sqrt(drawn);
let gates: GateBench;
beforeAll(async () => {
  gates = await createGateBench();
});
afterAll(async () => {
  await gates.clear();
  await gates.bench.close();
});

/** Seconds after which a job that failed like all others is tried again. */
function delay(job: number, takesOfModel: number): number {
  const facts = { wasAccepted: false, isFree: false, takesOfModelMax: 9, takesOfRound: 1, next: undefined };
  const take = { failure: failureOf(), ...facts, takesOfModel, isOverdue: false };
  const after = afterFailure(take, draw("storm", job, takesOfModel));
  if (after.kind !== "retry") throw new Error(after.kind);
  return after.afterSeconds;
}

test("ten thousand that failed at once come back evenly spread over the whole wait", () => {
  const [takes, capSeconds] = [6, 60];
  const delays = Array.from({ length: drawn }, (_, job) => delay(job, takes));
  const apart = Array.from({ length: capSeconds }, (_, at) => {
    const share = delays.filter((seconds) => seconds <= at + 1).length / drawn;
    return Math.abs(share - (at + 1) / capSeconds);
  });
  noteFigures("retry storm", [`spread: D ${Math.max(...apart).toFixed(4)}, ${apartMax.toFixed(4)} allowed`]);
  expect(Math.max(...apart)).toBeLessThan(apartMax);
});

test(`${jobs} that failed at once reach their vendor at no more than 1.2 times its limit a minute`, async () => {
  await gates.clear();
  const card = gates.card({ submitsPerMinuteMax: perMinute });
  for (let sent = 0; sent < perMinute; sent++)
    await gates.end((await gates.enter(card)).id, "failed_retryable");
  const due = Array.from({ length: jobs }, (_, job) => delay(job, 3)).sort((one, other) => one - other);
  const calls: number[] = [];
  for (let second = 1; calls.length < jobs; second++) {
    gates.pass(1);
    while ((due[calls.length] ?? Number.POSITIVE_INFINITY) <= second) {
      const entered = await gates.enter(card);
      if (entered.kind === "held") break;
      await gates.end(entered.id, "succeeded");
      calls.push(second);
    }
  }
  const peak = Math.max(
    ...calls.map((from, at) => calls.slice(at).filter((call) => call < from + 60).length),
  );
  noteFigures("retry storm at the gate", [
    `${jobs} jobs, peak ${peak} calls a minute at a limit of ${perMinute}`,
  ]);
  expect(peak).toBeLessThanOrEqual(1.2 * perMinute);
  expect(calls.at(-1)).toBeLessThanOrEqual(60 * (jobs / perMinute) * 1.2 + 10);
});
