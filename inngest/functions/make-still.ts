import { systemContext } from "#lib/services.ts";
import { makeStill } from "#lib/stills/make-still.ts";
import { inngest } from "../client.ts";
import { stillQueued } from "../events.ts";

/** What the card of the one model of stills takes at once. */
const callsMax = 5;

/** One step, one call: when it is repeated it finds the still taken, and the sweep tells what became of it. */
export const makeStillOnce = inngest.createFunction(
  { id: "make-still", triggers: [stillQueued], retries: 3, concurrency: [{ limit: callsMax }] },
  async ({ event, step }) => {
    const { stillId } = event.data;
    return step.run("make", () => makeStill(systemContext("worker"), { stillId }));
  },
);
