import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noteFigures } from "../figures.ts";
import { isWhole } from "../seed.ts";
import { allWell, awaitRest, check } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import type { Person } from "../world/person.ts";
import { startWorld, type World } from "../world/world.ts";

const jobs = isWhole() ? 40 : 6;
const cutSeconds = isWhole() ? 60 : 2;
const backMsMax = 10_000;
/** Below what noise makes of two equal rates: only a loss of more than half is red, a smaller one stands in the figures. */
const rateShareMin = 0.4;
const cards = {
  concurrencyMax: 200,
  submitsPerMinuteMax: 6000,
  deadlineSeconds: 60,
  expectedSeconds: 1,
  pollIntervalSeconds: 1,
};
let world: World;
let person: Person;

beforeAll(async () => {
  world = await startWorld({ postgres: "own", cards });
  person = await world.person();
});
afterAll(() => world.close());

/** As a client does: asks again with the same key until it was accepted. */
const order = (run: string): Promise<unknown> => {
  const one = (at: number) => person.create({ prompt: `Kettle ${at}`, model: "seevido" }, `${run}-${at}`);
  return Promise.all(
    Array.from({ length: jobs }, (_, at) => eventually(`${run} ${at} is accepted`, () => one(at), 60)),
  );
};

/** Jobs a second, from the first request to the last end. */
async function rateOf(run: string): Promise<number> {
  const before = await atVendor();
  const begun = performance.now();
  await order(run);
  await expectNothingLost(before + jobs);
  return jobs / ((performance.now() - begun) / 1000);
}

/** Everything has an end: made, or proven never to have reached its vendor, and then its owner may ask again. */
async function expectNothingLost(submitted: number): Promise<void> {
  await awaitRest(world, 150);
  expect(await check(world)).toEqual(allWell);
  const others = await world.db.execute(sql`
    select id, status, failure_code from videos
    where status <> 'completed' and failure_code is distinct from 'submit_ambiguous'`);
  expect([...others]).toEqual([]);
  expect(await atVendor()).toBeLessThanOrEqual(submitted);
}
const atVendor = async (): Promise<number> => (await world.vendors.tasks()).length;

test.each(["crash", "stop"] as const)(
  "after a %s of the database work goes on within ten seconds, and nothing is lost or sent twice",
  async (end) => {
    const before = await atVendor();
    const ordered = order(end);
    await eventually("some are at the vendor", async () => (await atVendor()) > before);
    await world.postgres[end]();
    await world.postgres.start();
    const begun = performance.now();
    await eventually("the product works", async () => {
      const { status } = await person.call("GET", "/api/v1/videos");
      return status === 200;
    });
    const backMs = performance.now() - begun;
    noteFigures(`database ${end}`, [`${jobs} jobs, back after ${Math.round(backMs)} ms`]);
    expect(backMs).toBeLessThan(backMsMax);
    await ordered;
    await expectNothingLost(before + jobs);
  },
);

test("after a crash of the database the next jobs are made about as fast as those before", async () => {
  const before = await rateOf("before");
  await world.postgres.crash();
  await world.postgres.start();
  const after = await rateOf("after");
  const share = after / before;
  const rates = `${before.toFixed(2)} jobs a second before, ${after.toFixed(2)} after: ${share.toFixed(2)} of it`;
  noteFigures("rate after a database crash", [rates]);
  expect(share).toBeGreaterThan(rateShareMin);
});

test("with every connection ended five times a second nothing is lost or sent twice", async () => {
  const before = await atVendor();
  const ordered = order("cut");
  let ended = 0;
  for (const until = performance.now() + cutSeconds * 1000; performance.now() < until; await pause(200))
    ended += await world.postgres.terminateConnections();
  expect(ended).toBeGreaterThan(0);
  await ordered;
  noteFigures("connections ended", [`${jobs} jobs, ${ended} connections ended in ${cutSeconds} s`]);
  await expectNothingLost(before + jobs);
});
