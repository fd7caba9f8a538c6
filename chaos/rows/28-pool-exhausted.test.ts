import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { allWell, awaitRest, check } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import { startWorld } from "../world/world.ts";
import { askForVideo, callBack, doorEnvironment } from "./doors-of.ts";

/** Transactions leave one of them to single statements. */
const poolSize = 3;

test("where every connection is held, people are told when to ask again, callbacks are taken in, and all goes on afterwards", async () => {
  const world = await startWorld({
    environment: { ...doorEnvironment, DATABASE_POOL_SIZE: `${poolSize}` },
  });
  try {
    const person = await world.person();
    const answers: Promise<Response>[] = [];
    await world.db.transaction(async (tx) => {
      await tx.execute(sql`lock table prompts in access exclusive mode`);
      for (let at = 0; at < poolSize - 1; at++)
        answers.push(askForVideo(world.appUrl, person.id, `held-${at}`));
      await eventually("every transaction waits", async () => {
        const waiting = await world.db.execute(sql`
          select 1 from pg_locks where not granted and relation = 'prompts'::regclass`);
        return waiting.length === poolSize - 1;
      });
      const refused = askForVideo(world.appUrl, person.id, "one-more");
      expect((await callBack(world.appUrl)).status).toBe(200);
      const { status, headers } = await refused;
      expect(status).toBe(503);
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([202, 202]);
    expect((await askForVideo(world.appUrl, person.id, "one-more")).status).toBe(202);
    await awaitRest(world, 60);
    expect(await check(world)).toEqual(allWell);
    expect(await world.vendors.tasks()).toHaveLength(poolSize);
  } finally {
    await world.close();
  }
});
