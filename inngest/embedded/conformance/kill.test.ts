import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Build } from "./harness/app.ts";
import { openFaults } from "./harness/database-faults.ts";
import { type EmbeddedSuite, realServer, startEmbedded } from "./harness/target.ts";
import { until } from "./harness/until.ts";

type Point = { subject: string; place: string };

const steps = ["one", "two", "three", "four", "five"];
const places = steps.flatMap((name) => [`before ${name}`, `within ${name}`, `after ${name}`]);

let point: Point | undefined;
let strike: () => Promise<unknown> = async () => {};

/** Kills at the planned place, once. */
async function pass(subject: string, place: string): Promise<void> {
  if (point?.subject !== subject || point.place !== place) return;
  point = undefined;
  await strike();
}

const build: Build = (client, world) => [
  client.createFunction(
    { id: "five", triggers: [{ event: "kill/five" }], retries: 2 },
    async ({ event, step, attempt }) => {
      const { subject } = event.data;
      world.note(`attempts ${subject}`, attempt);
      for (const name of steps) {
        await step.run(name, async () => {
          await pass(subject, `before ${name}`);
          world.effect(`${name} ${subject}`);
          await pass(subject, `within ${name}`);
          return name;
        });
        await pass(subject, `after ${name}`);
        if (name === "two") await step.sleep("nap", "1s");
      }
      return steps.length;
    },
  ),
  client.createFunction(
    { id: "fork", triggers: [{ event: "kill/fork" }], retries: 2 },
    async ({ event, step }) => {
      const { subject } = event.data;
      const branch = (name: string) =>
        step.run(name, async () => {
          world.effect(`${name} ${subject}`);
          await pass(subject, `within ${name}`);
          return name;
        });
      const joined = await Promise.all([branch("left"), branch("right"), step.sleep("nap", "1s")]);
      await step.run("after", () => world.effect(`after ${subject}`));
      return joined.slice(0, 2);
    },
  ),
  client.createFunction(
    { id: "wait", triggers: [{ event: "kill/wait" }], retries: 2 },
    async ({ event, step }) => {
      await step.run("open", () => world.effect(`open ${event.data.subject}`));
      const match = "event.data.subject == async.data.subject";
      const got = await step.waitForEvent("answer", { event: "kill/answer", timeout: "60s", if: match });
      return got?.data.text ?? null;
    },
  ),
];

describe.skipIf(realServer).each([{ checkpointing: true }, { checkpointing: false }])(
  "kill -9 of the engine (%o)",
  (options) => {
    let suite: EmbeddedSuite;
    let faults: ReturnType<typeof openFaults>;
    beforeAll(async () => {
      suite = await startEmbedded(build, options);
      faults = openFaults(suite.databaseUrl);
      strike = () => suite.engine().kill("SIGKILL");
    });
    afterAll(async () => {
      await faults.close();
      await suite.close();
    });

    const startAndKill = async (name: string, place: string) => {
      const subject = suite.world.newSubject();
      point = { subject, place };
      await suite.send({ name: `kill/${name}`, data: { subject } });
      await suite.engine().exited;
      await suite.restart();
      return { subject, ...(await suite.world.ended(subject)) };
    };

    it.each(places)(
      "%s: the run ends, done steps stay done, the one in flight runs at most twice",
      async (place) => {
        const { subject, result } = await startAndKill("five", place);
        expect(result).toBe(5);
        const [when = "", name = ""] = place.split(" ");
        const next = when === "after" ? steps[steps.indexOf(name) + 1] : name;
        const repeated = steps.filter((step) => suite.world.count(`${step} ${subject}`) !== 1);
        expect([[], [name], [next]]).toContainEqual(repeated);
        expect(
          repeated.map((step) => suite.world.count(`${step} ${subject}`)).filter((count) => count !== 2),
        ).toEqual([]);
        expect(suite.world.notes(`attempts ${subject}`)).not.toContain(1);
      },
    );

    it.each(["left", "right"])("within the parallel branch %s: the join happens once", async (name) => {
      const { subject, result } = await startAndKill("fork", `within ${name}`);
      expect(result).toEqual(["left", "right"]);
      expect(suite.world.count(`after ${subject}`)).toBe(1);
    });

    it("in the middle of storing a step: nothing half is kept", async () => {
      const subject = suite.world.newSubject();
      let release = () => {};
      point = { subject, place: "within three" };
      const usual = strike;
      strike = async () => {
        release = await faults.holdRun(subject);
      };
      await suite.send({ name: "kill/five", data: { subject } });
      await faults.engineBlocked();
      strike = usual;
      await suite.engine().kill("SIGKILL");
      release();
      await suite.restart();
      expect((await suite.world.ended(subject)).result).toBe(5);
      expect(
        steps.map((name) => suite.world.count(`${name} ${subject}`)).filter((count) => count > 2),
      ).toEqual([]);
      expect(suite.world.count(`one ${subject}`)).toBe(1);
    });

    it("while a run waits: an event sent after the restart still wakes it", async () => {
      const subject = suite.world.newSubject();
      await suite.send({ name: "kill/wait", data: { subject } });
      await until("the wait", async () => {
        const rows = await faults.sql`select from engine.wait where name = 'kill/answer'`;
        return rows.length > 0;
      });
      await suite.engine().kill("SIGKILL");
      await suite.restart();
      await suite.send({ name: "kill/answer", data: { subject, text: "still there" } });
      expect((await suite.world.ended(subject)).result).toBe("still there");
      expect(suite.world.count(`open ${subject}`)).toBe(1);
    });

    it("right after events were accepted: each of them still runs, once", async () => {
      const subjects = Array.from({ length: 20 }, () => suite.world.newSubject());
      await suite.send(...subjects.map((subject) => ({ name: "kill/five", data: { subject } })));
      await suite.engine().kill("SIGKILL");
      await suite.restart();
      const endings = await Promise.all(subjects.map((subject) => suite.world.ended(subject)));
      expect(endings.map((ending) => ending.result)).toEqual(subjects.map(() => 5));
      expect(subjects.map((subject) => suite.world.endings(subject).length)).toEqual(subjects.map(() => 1));
    });
  },
);
