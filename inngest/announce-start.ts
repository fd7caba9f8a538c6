import { setTimeout as wait } from "node:timers/promises";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { inngest } from "./client.ts";
import { appStarted } from "./events.ts";

const triesMax = 10;
const pauseMs = 2_000;

/**
 * Tells the engine that the app came up, so that the sweep takes up what a crash left. The engine may come up later than
 * the app; once the tries are over the sweep's own minute makes up for it.
 */
export async function announceStart(): Promise<void> {
  const startId = newId("request");
  for (let tries = 1; tries <= triesMax; tries++) {
    try {
      await inngest.send(appStarted.create({ startId }, { id: `started/${startId}` }));
      return;
    } catch (error) {
      if (tries === triesMax) log("sweep").warn({ err: error }, "the engine was not told of this start");
    }
    await wait(pauseMs, undefined, { ref: false });
  }
}
