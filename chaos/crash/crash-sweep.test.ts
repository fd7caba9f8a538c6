import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { failpointNames } from "#lib/failpoint.ts";
import { readSources } from "#lib/testing/source-files.ts";
import { noteFigures, noteProgress } from "../figures.ts";
import { isWhole } from "../seed.ts";
import { faultKinds } from "../world/arm.ts";
import { allWell, awaitRest, check } from "../world/check.ts";
import { startWorld } from "../world/world.ts";
import { journeys } from "./cases.ts";
import { type Crash, crashOnce, type Recovery } from "./crash-one.ts";

const backSecondsMax = 30;
const worlds = isWhole() ? 3 : 1;
/** What never reached a vendor with a list, or one without, is settled at its deadline: that comes soon. */
const models = { "kling-3.0": { deadlineSeconds: 20 }, "runway-gen4.5": { deadlineSeconds: 10 } };
const timing = { deadlineSeconds: 60, expectedSeconds: 1, pollIntervalSeconds: 1 };
const cards = { ...timing, submitsPerMinuteMax: 6000, models };
const fewPlaces = ["submit.sent", "receipt.stored", "collect.finished"];

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

test("every place where a fault can be made is passed at exactly one place of the product, and has its journey", () => {
  const texts = readSources()
    .filter(({ path }) => /^(lib|inngest|app)\//.test(path) && !path.endsWith(".test.ts"))
    .map(({ path }) => readFileSync(resolve(import.meta.dirname, "../..", path), "utf8"));
  const calls = texts.flatMap((text) =>
    [...text.matchAll(/failpoint\("([^"]+)"\)/g)].map(([, name]) => name),
  );
  expect(calls.sort()).toEqual([...failpointNames].sort());
  expect(Object.keys(journeys).sort()).toEqual([...failpointNames].sort());
});

const crashes: Crash[] = isWhole()
  ? failpointNames.flatMap((name) => faultKinds.map((kind) => ({ name, kind })))
  : failpointNames.filter((name) => fewPlaces.includes(name)).map((name) => ({ name, kind: "kill" }));

type Told = { recoveries: Recovery[]; broken: string[]; verdicts: string[] };

function note({ recoveries, broken, verdicts }: Told): void {
  const times = recoveries.map(({ backMs }) => backMs / 1000).sort((one, other) => one - other);
  noteFigures("crash sweep", [
    `${recoveries.length} of ${crashes.length} faults ended well`,
    `back to work: p50 ${percentile(times, 0.5).toFixed(1)} s, p95 ${percentile(times, 0.95).toFixed(1)} s`,
    ...verdicts,
    ...broken,
  ]);
}

/** Takes faults from `waiting`, one after the other in one world, and looks through its books at the end. */
async function sweepOnce(waiting: Crash[], told: Told): Promise<void> {
  const world = await startWorld({ cards, direct: true });
  try {
    const [creator, reviewer, admin] = [
      await world.person("creator"),
      await world.person("reviewer"),
      await world.person("admin"),
    ];
    for (let crash = waiting.shift(); crash; crash = waiting.shift()) {
      const name = `${crash.name} ${crash.kind}`;
      const begun = performance.now();
      const took = () => `${((performance.now() - begun) / 1000).toFixed(1)} s in all`;
      const verdict = await crashOnce({ world, creator, reviewer, admin }, crash).then(
        (recovery) => {
          told.recoveries.push(recovery);
          return `${name}: back after ${(recovery.backMs / 1000).toFixed(1)} s, ${took()}`;
        },
        (error) => {
          told.broken.push(`${name}: ${error}`);
          return `${name}: BROKEN, ${took()}: ${error}`;
        },
      );
      told.verdicts.push(verdict);
      noteProgress(verdict);
      note(told);
    }
    await awaitRest(world);
    expect(await check(world)).toEqual(allWell);
  } finally {
    await world.close();
  }
}

test(`${crashes.length} faults at ${isWhole() ? "every place" : "some places"}: all ends well, nothing is sent twice, and work goes on soon`, async () => {
  const told: Told = { recoveries: [], broken: [], verdicts: [] };
  const waiting = [...crashes];
  await Promise.all(Array.from({ length: worlds }, () => sweepOnce(waiting, told)));
  expect(told.broken).toEqual([]);
  const times = told.recoveries.map(({ backMs }) => backMs / 1000).sort((one, other) => one - other);
  expect(percentile(times, 0.95)).toBeLessThanOrEqual(backSecondsMax);
}, 1_200_000);
