import { z } from "zod";
import { startApp } from "./app.ts";
import { createWorld } from "./world.ts";

/** An app in a process of its own, so that it can be killed; it reports what it does to its parent. */
const settings = z
  .object({ engineUrl: z.string(), port: z.number() })
  .parse(JSON.parse(process.argv[2] ?? "{}"));
const world = createWorld();

const app = await startApp(
  (client) => [
    client.createFunction(
      { id: "mortal", triggers: [{ event: "mortal/run" }], retries: 1 },
      async ({ event, step, attempt }) => {
        const { subject } = event.data;
        process.send?.({ effect: `attempt ${attempt}`, subject });
        await step.run("first", () => process.send?.({ effect: "first", subject }));
        const slow = await step.run("slow", async () => {
          process.send?.({ effect: "slow", subject });
          await new Promise((resolve) => setTimeout(resolve, 300));
          return "done";
        });
        await step.run("last", () => process.send?.({ effect: "last", subject }));
        process.send?.({ effect: "end", subject });
        return slow;
      },
    ),
  ],
  world,
  settings,
);
process.send?.({ effect: "ready", subject: app.url });
