import { expect, inject, test } from "vitest";
import { administer } from "#db/testing/template.ts";
import { biteMark } from "../world/arm.ts";
import { allWell, awaitRest, check, statusOf } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import { startWorld } from "../world/world.ts";

const cards = { deadlineSeconds: 60, expectedSeconds: 1, pollIntervalSeconds: 1 };

test("after an older backup was restored what the vendors made meanwhile is adopted, and nothing is submitted again", async () => {
  const world = await startWorld({ cards, jobSeconds: 0.3, arm: ["submit.sent:hang:2"] });
  const name = new URL(world.postgres.url).pathname.slice(1);
  const backup = `${name}_backup`;
  const run = (statement: string) => administer(inject("adminUrl"), statement);
  /** A copy of a database, which nobody may be connected to. */
  const copy = (from: string, to: string) =>
    eventually(`${from} is copied`, async () => {
      await run(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}'`);
      await run(`create database ${to} template ${from}`);
      return true;
    });
  try {
    const person = await world.person();
    const input = { prompt: "A kettle on a table", model: "seedance-1.5-pro", fallbackAllowed: false };
    const ids = [await person.create(input), await person.create(input)];
    await eventually("one was taken, and its answer is not stored", () =>
      world.app.output().includes(biteMark),
    );
    await Promise.all([world.app.kill(), world.engine.kill()]);
    await copy(name, backup);
    await Promise.all([world.app.start(), world.engine.start()]);
    await awaitRest(world, 60);
    await Promise.all([world.app.kill(), world.engine.kill()]);
    await run(`drop database ${name} with (force)`);
    await copy(backup, name);
    await Promise.all([world.app.start(), world.engine.start()]);
    await awaitRest(world, 60);
    for (const id of ids) expect(await statusOf(world, id)).toBe("completed");
    expect(await check(world)).toEqual(allWell);
    expect(await world.vendors.tasks()).toHaveLength(ids.length);
  } finally {
    await world.close();
    await run(`drop database if exists ${backup} with (force)`);
  }
});
