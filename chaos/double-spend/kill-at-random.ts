import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { draw, isWhole } from "../seed.ts";
import type { World } from "../world/world.ts";

const lookMs = 200;
/** Steps of videos, from one kill to the next: by work and not by the clock, so that a slow machine goes on too. */
const [stepsMin, stepsMax] = isWhole() ? [60, 300] : [20, 50];

async function stepsOf(world: World): Promise<number> {
  const [row] = await world.db.execute(sql`select count(*) from video_events`);
  return Number(row?.count);
}

/** Kills app or engine at random moments of the work, and waits until it is back, until `done`; returns how often. */
export async function killAtRandom(world: World, done: () => boolean): Promise<number> {
  for (let kills = 0; ; kills++) {
    const next = (await stepsOf(world)) + stepsMin + draw("when", kills) * (stepsMax - stepsMin);
    while ((await stepsOf(world)) < next) {
      if (done()) return kills;
      await pause(lookMs);
    }
    const part = draw("which", kills) < 0.7 ? world.app : world.engine;
    part.signal("SIGKILL");
    await part.start();
  }
}
