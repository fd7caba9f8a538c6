import { type Inngest, NonRetriableError, RetryAfterError, StepError } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Build } from "./harness/app.ts";
import { type Suite, startSuite } from "./harness/target.ts";
import { until } from "./harness/until.ts";
import type { World } from "./harness/world.ts";

const soon = "1s";

const hopeless = (client: Inngest, world: World) =>
  client.createFunction(
    {
      id: "hopeless",
      triggers: [{ event: "retries/hopeless" }],
      retries: 5,
      onFailure: async ({ event, error, step }) => {
        await step.run("clean up", () =>
          world.note(`failure ${event.data.event.data.subject}`, error.message),
        );
      },
    },
    async ({ event }) => {
      world.effect(`hopeless ${event.data.subject}`);
      throw new NonRetriableError("no use");
    },
  );

const build: Build = (client, world) => [
  client.createFunction(
    { id: "flaky", triggers: [{ event: "retries/flaky" }], retries: 3 },
    async ({ event, step, attempt }) => {
      world.note(`attempts ${event.data.subject}`, attempt);
      return step.run("flaky", () => {
        const count = world.effect(`flaky ${event.data.subject}`);
        if (count < 3) throw new RetryAfterError(`try ${count}`, soon);
        return count;
      });
    },
  ),
  client.createFunction(
    { id: "exhaust", triggers: [{ event: "retries/exhaust" }], retries: 1 },
    async ({ event, step }) => {
      try {
        return await step.run("always fails", () => {
          world.effect(`fails ${event.data.subject}`);
          throw new RetryAfterError("bad luck", soon);
        });
      } catch (error) {
        const undone = await step.run("undo", () => world.effect(`undo ${event.data.subject}`));
        return { caught: error instanceof StepError && error.message, undone };
      }
    },
  ),
  hopeless(client, world),
  client.createFunction(
    { id: "outside", triggers: [{ event: "retries/outside" }], retries: 2 },
    async ({ event, step }) => {
      await step.run("before", () => world.effect(`before ${event.data.subject}`));
      const count = world.effect(`outside ${event.data.subject}`);
      if (count < 3) throw new RetryAfterError("outside any step", soon);
      return count;
    },
  ),
  client.createFunction(
    { id: "never", triggers: [{ event: "retries/never" }], retries: 0 },
    async ({ event, step }) => {
      await step.run("once", () => {
        world.effect(`never ${event.data.subject}`);
        throw new Error("the only try");
      });
    },
  ),
  client.createFunction(
    { id: "branches", triggers: [{ event: "retries/branches" }], retries: 2 },
    async ({ event, step }) => {
      const branch = (name: string, failures: number) =>
        step.run(name, () => {
          const count = world.effect(`${name} ${event.data.subject}`);
          if (count <= failures) throw new RetryAfterError("again", soon);
          return count;
        });
      return Promise.all([branch("a", 0), branch("b", 2), branch("c", 1)]);
    },
  ),
];

describe.each([{ checkpointing: true }, { checkpointing: false }])("retries (%o)", (options) => {
  let suite: Suite;
  beforeAll(async () => {
    suite = await startSuite(build, options);
  });
  afterAll(() => suite.close());

  const run = async (name: string) => {
    const subject = suite.world.newSubject();
    await suite.send({ name: `retries/${name}`, data: { subject } });
    return { subject, ...(await suite.world.ended(subject, name)) };
  };

  it("tries a failed step again until it works, counting attempts from 0", async () => {
    const { subject, result } = await run("flaky");
    expect(result).toBe(3);
    expect(suite.world.count(`flaky ${subject}`)).toBe(3);
    expect(suite.world.notes(`attempts ${subject}`).slice(0, 3)).toEqual([0, 1, 2]);
  });

  it("gives a step's last failure to the function, which may catch it", async () => {
    const { subject, result } = await run("exhaust");
    expect(result).toEqual({ caught: "bad luck", undone: 1 });
    expect(suite.world.count(`fails ${subject}`)).toBe(2);
  });

  it("does not retry what says it is hopeless, and calls onFailure once", async () => {
    const { subject, error } = await run("hopeless");
    expect(error?.message).toBe("no use");
    await until("onFailure", () => suite.world.notes(`failure ${subject}`).length > 0);
    expect(suite.world.count(`hopeless ${subject}`)).toBe(1);
    expect(suite.world.notes(`failure ${subject}`)).toEqual(["no use"]);
  });

  it("retries a function that failed outside its steps without repeating them", async () => {
    const { subject, result } = await run("outside");
    expect(result).toBe(3);
    expect(suite.world.count(`before ${subject}`)).toBe(1);
  });

  it("fails at once when retries are 0", async () => {
    const { subject, error } = await run("never");
    expect(error?.message).toBe("the only try");
    expect(suite.world.count(`never ${subject}`)).toBe(1);
  });

  it("counts the attempts of parallel branches apart", async () => {
    expect((await run("branches")).result).toEqual([1, 3, 2]);
  });
});
