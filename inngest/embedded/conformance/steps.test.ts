import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Build } from "./harness/app.ts";
import { type Suite, startSuite } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const build: Build = (client, world) => [
  client.createFunction(
    { id: "sequence", triggers: [{ event: "steps/sequence" }], retries: 1 },
    async ({ event, step }) => {
      const { subject } = event.data;
      const first = await step.run("first", () => world.effect(`first ${subject}`));
      const second = await step.run("second", () => first + world.effect(`second ${subject}`));
      return step.run("third", () => second + world.effect(`third ${subject}`));
    },
  ),
  client.createFunction(
    { id: "repeat", triggers: [{ event: "steps/repeat" }], retries: 1 },
    async ({ step }) => {
      const seen: number[] = [];
      for (let index = 0; index < 4; index++) seen.push(await step.run("same id", () => index));
      return seen;
    },
  ),
  client.createFunction(
    { id: "values", triggers: [{ event: "steps/values" }], retries: 1 },
    async ({ step }) => {
      const odd = {
        nul: "a\u0000b",
        surrogate: "\ud800",
        emoji: "🎬",
        quote: `"'\\`,
        zero: -0,
        tiny: 5e-324,
      };
      const stored = await step.run("odd", () => odd);
      const nothing = await step.run("nothing", () => undefined);
      const shaped = await step.run("shaped", () => ({ data: 1, error: "not an error" }));
      const large = await step.run("large", () => "x".repeat(1_000_000));
      await step.sleep("replay", 1);
      return { stored, nothing, shaped, large: large.length };
    },
  ),
  client.createFunction(
    { id: "parallel", triggers: [{ event: "steps/parallel" }], retries: 1 },
    async ({ event, step }) => {
      world.effect(`calls ${event.data.subject}`);
      const branch = (name: string, ms: number) =>
        step.run(name, async () => {
          await new Promise((resolve) => setTimeout(resolve, ms));
          return `${name}${world.effect(`${name} ${event.data.subject}`)}`;
        });
      const joined = await Promise.all([
        branch("a", 60),
        branch("b", 5),
        branch("c", 30),
        step.sleep("s", 1),
      ]);
      const after = await step.run("after", () => world.effect(`after ${event.data.subject}`));
      return [...joined.slice(0, 3), after];
    },
  ),
  client.createFunction(
    { id: "chains", triggers: [{ event: "steps/chains" }], retries: 1 },
    async ({ step }) => {
      const chain = async (name: string) => {
        const one = await step.run(`${name}1`, () => name);
        const two = await step.run(`${name}2`, () => one + one);
        return step.run(`${name}3`, () => two + one);
      };
      return Promise.all([chain("a"), chain("b"), chain("c")]);
    },
  ),
  client.createFunction(
    { id: "race", triggers: [{ event: "steps/race" }], retries: 1 },
    async ({ event, step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([
          step.sleep("short", "1s").then(() => "slept"),
          step.waitForEvent("long", { event: "steps/long", timeout: "3s" }).then(() => "waited"),
        ]),
      );
      return step.run("end", () => {
        world.note(`winner ${event.data.subject}`, winner);
        return winner;
      });
    },
  ),
  client.createFunction(
    { id: "large-state", triggers: [{ event: "steps/large-state" }], retries: 1 },
    async ({ step }) => {
      let total = 0;
      for (let index = 0; index < 6; index++)
        total += (await step.run(`part ${index}`, () => "y".repeat(1_000_000))).length;
      await step.sleep("replay", 1);
      return total;
    },
  ),
];

for (const mode of ["checkpointing", "one step a call", "streaming"] as const) {
  describe(`steps (${mode})`, () => {
    let suite: Suite;
    const options = { checkpointing: mode === "checkpointing", streaming: mode === "streaming" };
    beforeAll(async () => {
      suite = await startSuite(build, options);
    });
    afterAll(() => suite.close());

    const run = async (name: string) => {
      const subject = suite.world.newSubject();
      await suite.send({ name: `steps/${name}`, data: { subject } });
      const ending = await suite.world.ended(subject);
      return { subject, result: ending.result, error: ending.error };
    };

    it("runs each step once and hands its result on", async () => {
      const { subject, result } = await run("sequence");
      expect(result).toBe(3);
      for (const name of ["first", "second", "third"])
        expect(suite.world.count(`${name} ${subject}`)).toBe(1);
    });

    it("tells apart steps that share an id", async () => {
      expect((await run("repeat")).result).toEqual([0, 1, 2, 3]);
    });

    it("gives back every JSON value as it was", async () => {
      const { result } = await run("values");
      expect(result).toEqual({
        stored: { nul: "a\u0000b", surrogate: "\ufffd", emoji: "🎬", quote: `"'\\`, zero: 0, tiny: 5e-324 },
        nothing: null,
        shaped: { data: 1, error: "not an error" },
        large: 1_000_000,
      });
    });

    it("joins parallel branches once, when the last is done", async () => {
      const { subject, result } = await run("parallel");
      expect(result).toEqual(["a1", "b1", "c1", 1]);
      const planned = 1 + 3;
      expect(suite.world.count(`calls ${subject}`) - planned).toBeLessThanOrEqual(2);
    });

    it("lets parallel chains of steps go on to their ends", async () => {
      expect((await run("chains")).result).toEqual(["aaa", "bbb", "ccc"]);
    });

    it("goes on as soon as one branch of a race is done, and ends when all are", async () => {
      const subject = suite.world.newSubject();
      await suite.send({ name: "steps/race", data: { subject } });
      await until("the winner", () => suite.world.notes(`winner ${subject}`).length > 0);
      expect(suite.world.endings(subject)).toEqual([]);
      expect((await suite.world.ended(subject)).result).toBe("slept");
      expect(suite.world.notes(`winner ${subject}`)).toEqual(["slept"]);
    });

    it("carries a state that is too large for one call", async () => {
      expect((await run("large-state")).result).toBe(6_000_000);
    });
  });
}
