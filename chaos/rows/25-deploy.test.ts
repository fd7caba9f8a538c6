import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { noteFigures } from "../figures.ts";
import { isWhole } from "../seed.ts";
import { allWell, awaitRest, check } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import { startWorld } from "../world/world.ts";

const jobs = isWhole() ? 100 : 12;
const drainMsMax = 10_000;
const cards = {
  concurrencyMax: 200,
  submitsPerMinuteMax: 6000,
  deadlineSeconds: 60,
  expectedSeconds: 1,
  pollIntervalSeconds: 1,
};

test(`asked to end during ${jobs} jobs, everything drains within ten seconds, and nothing is done twice`, async () => {
  const world = await startWorld({ cards, jobSeconds: 1 });
  try {
    const person = await world.person();
    const input = { prompt: "A kettle on a table", model: "seevido" };
    await Promise.all(Array.from({ length: jobs }, () => person.create(input)));
    await eventually("half are at the vendor", async () => (await world.vendors.tasks()).length >= jobs / 2);
    const drained = await Promise.all([world.app.stop(), world.engine.stop()]);
    expect(Math.max(...drained)).toBeLessThan(drainMsMax);
    await Promise.all([world.app.start(), world.engine.start()]);
    await awaitRest(world, 150);
    expect(await check(world)).toEqual(allWell);
    expect(await world.vendors.tasks()).toHaveLength(jobs);
    const [made] = await world.db.execute(sql`
      select count(*)::int as takes, count(*) filter (where state = 'succeeded')::int as done from attempts`);
    expect(made).toEqual({ takes: jobs, done: jobs });
    noteFigures("deploy", [`${jobs} jobs, drained in ${Math.round(Math.max(...drained))} ms`]);
  } finally {
    await world.close();
  }
});
