import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { failpointNames } from "#lib/failpoint.ts";
import { readSources } from "#lib/testing/source-files.ts";
import { noteFigures } from "../figures.ts";
import { isWhole } from "../seed.ts";
import { faultKinds } from "../world/arm.ts";
import { allWell, awaitRest, check } from "../world/check.ts";
import { startWorld } from "../world/world.ts";
import { journeys } from "./cases.ts";
import { type Crash, crashOnce, type Recovery } from "./crash-one.ts";

const backSecondsMax = 30;
const cards = { deadlineSeconds: 25, expectedSeconds: 1, pollIntervalSeconds: 1, submitsPerMinuteMax: 6000 };
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

test(`${crashes.length} faults at ${isWhole() ? "every place" : "some places"}: all ends well, nothing is sent twice, and work goes on soon`, async () => {
  const world = await startWorld({ cards });
  try {
    const [creator, reviewer, admin] = [
      await world.person("creator"),
      await world.person("reviewer"),
      await world.person("admin"),
    ];
    const recoveries: Recovery[] = [];
    const broken: string[] = [];
    for (const crash of crashes)
      await crashOnce({ world, creator, reviewer, admin }, crash).then(
        (recovery) => recoveries.push(recovery),
        (error) => broken.push(`${crash.name} ${crash.kind}: ${error}`),
      );
    const times = recoveries.map(({ backMs }) => backMs / 1000).sort((one, other) => one - other);
    const slowest = recoveries.toSorted((one, other) => other.backMs - one.backMs).slice(0, 5);
    noteFigures("crash sweep", [
      `${recoveries.length} of ${crashes.length} faults ended well`,
      `back to work: p50 ${percentile(times, 0.5).toFixed(1)} s, p95 ${percentile(times, 0.95).toFixed(1)} s`,
      ...slowest.map(({ name, kind, backMs }) => `slow: ${name} ${kind} ${(backMs / 1000).toFixed(1)} s`),
      ...broken,
    ]);
    expect(broken).toEqual([]);
    await awaitRest(world);
    expect(await check(world)).toEqual(allWell);
    expect(percentile(times, 0.95)).toBeLessThanOrEqual(backSecondsMax);
  } finally {
    await world.close();
  }
}, 1_200_000);
