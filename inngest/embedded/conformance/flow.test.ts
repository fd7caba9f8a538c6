import { referenceFunction } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Build } from "./harness/app.ts";
import { type Suite, startSuite } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const working = new Map<string, number>();
const most = new Map<string, number>();

async function occupy(key: string, ms: number): Promise<void> {
  working.set(key, (working.get(key) ?? 0) + 1);
  most.set(key, Math.max(most.get(key) ?? 0, working.get(key) ?? 0));
  await new Promise((resolve) => setTimeout(resolve, ms));
  working.set(key, (working.get(key) ?? 0) - 1);
}

const build: Build = (client, world) => {
  const child = client.createFunction(
    { id: "child", triggers: [{ event: "flow/child" }], retries: 1 },
    async ({ event, step }) => {
      return step.run("double", () => event.data.n * 2);
    },
  );
  const failing = client.createFunction(
    { id: "failing", triggers: [{ event: "flow/failing" }], retries: 0 },
    async () => {
      throw new Error("the child failed");
    },
  );
  const slow = client.createFunction(
    { id: "slow", triggers: [{ event: "flow/slow" }], retries: 0 },
    async ({ step }) => {
      await step.sleep("long", "1h");
    },
  );
  const picky = client.createFunction(
    { id: "picky", triggers: [{ event: "flow/picky" }], idempotency: "event.data.key", retries: 0 },
    async () => "ran",
  );
  const attempt = async (work: Promise<unknown>) => {
    try {
      return await work;
    } catch (error) {
      return error instanceof Error ? error.message : "?";
    }
  };
  return [
    child,
    failing,
    slow,
    picky,
    client.createFunction(
      { id: "parent", triggers: [{ event: "flow/parent" }], retries: 1 },
      async ({ event, step }) => {
        const { subject } = event.data;
        const unknown = referenceFunction({ functionId: "unknown", appId: "conformance" });
        return {
          doubled: await step.invoke("call", { function: child, data: { n: 21 } }),
          failed: await attempt(step.invoke("call bad", { function: failing, data: {} })),
          unknown: await attempt(step.invoke("call nobody", { function: unknown, data: {} })),
          late: await attempt(step.invoke("call slow", { function: slow, data: {}, timeout: "1s" })),
          first: await attempt(step.invoke("first", { function: picky, data: { key: subject } })),
          skipped: await attempt(
            step.invoke("second", { function: picky, data: { key: subject }, timeout: "5s" }),
          ),
          both: await Promise.all([
            step.invoke("one", { function: child, data: { n: 1 } }),
            step.invoke("two", { function: child, data: { n: 2 } }),
          ]),
        };
      },
    ),
    client.createFunction(
      {
        id: "stoppable",
        triggers: [{ event: "flow/stoppable" }],
        retries: 1,
        cancelOn: [{ event: "flow/stop", match: "data.subject" }],
      },
      async ({ event, step }) => {
        await step.run("begin", () => world.effect(`begin ${event.data.subject}`));
        await step.sleep("long", "1h");
        await step.run("end", () => world.effect(`end ${event.data.subject}`));
      },
    ),
    client.createFunction(
      {
        id: "stopped-busy",
        triggers: [{ event: "flow/busy" }],
        retries: 1,
        cancelOn: [{ event: "flow/stop", if: "event.data.subject == async.data.subject" }],
      },
      async ({ event, step }) => {
        await step.run("busy", async () => {
          world.effect(`begin ${event.data.subject}`);
          await new Promise((resolve) => setTimeout(resolve, 700));
        });
        await step.run("after", () => world.effect(`end ${event.data.subject}`));
      },
    ),
    client.createFunction(
      { id: "hurried", triggers: [{ event: "flow/hurried" }], retries: 1, timeouts: { finish: "1s" } },
      async ({ step }) => step.sleep("long", "1h"),
    ),
    client.createFunction(
      {
        id: "crowd",
        triggers: [{ event: "flow/crowd" }],
        retries: 1,
        concurrency: [{ key: "event.data.tenant", limit: 2 }],
      },
      async ({ event, step }) => {
        await step.run("work", () => occupy(event.data.tenant, 100));
        await step.sleep("rest", "1s");
        await step.run("more", () => occupy(event.data.tenant, 50));
      },
    ),
  ];
};

describe("flow", () => {
  let suite: Suite;
  beforeAll(async () => {
    suite = await startSuite(build);
  });
  afterAll(() => suite.close());

  it("invokes functions and hears how they ended, even when they cannot start or take too long", async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "flow/parent", data: { subject } });
    const { result } = await suite.world.ended(subject, "parent");
    expect(result).toEqual({
      doubled: 42,
      failed: "the child failed",
      unknown: expect.stringContaining("could not find"),
      late: expect.stringMatching(/timed out/i),
      first: "ran",
      skipped: expect.any(String),
      both: [2, 4],
    });
    expect(result).not.toHaveProperty("skipped", "ran");
  });

  it("cancels a sleeping run by event, and only that run", async () => {
    const [one, other] = [suite.world.newSubject(), suite.world.newSubject()];
    await suite.send(
      { name: "flow/stoppable", data: { subject: one } },
      { name: "flow/stoppable", data: { subject: other } },
    );
    await until(
      "both runs",
      () => suite.world.count(`begin ${one}`) + suite.world.count(`begin ${other}`) === 2,
    );
    await suite.send({ name: "flow/stop", data: { subject: one } }, { name: "flow/stop", data: {} });
    expect((await suite.world.ended(one)).canceled || suite.world.endings(one).length > 0).toBe(true);
    expect(suite.world.endings(other)).toEqual([]);
    expect(suite.world.count(`end ${one}`)).toBe(0);
    await suite.send({ name: "flow/stop", data: { subject: other } });
    await suite.world.ended(other);
  });

  it("starts no further step of a run that is canceled while a step is running", async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "flow/busy", data: { subject } });
    await until("the step", () => suite.world.count(`begin ${subject}`) === 1);
    await suite.send({ name: "flow/stop", data: { subject } });
    await suite.world.ended(subject);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(suite.world.count(`end ${subject}`)).toBe(0);
    expect(suite.world.count(`begin ${subject}`)).toBe(1);
  });

  it("cancels a run that does not finish in its time", async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "flow/hurried", data: { subject } });
    const { error } = await suite.world.ended(subject);
    expect(error).toBeDefined();
  });

  it("keeps calls at once within the limit of each key, while sleeping runs hold no place", async () => {
    const tenants = [suite.world.newSubject(), suite.world.newSubject()];
    const events = tenants.flatMap((tenant) =>
      Array.from({ length: 5 }, (_, nr) => ({
        name: "flow/crowd",
        data: { tenant, subject: `${tenant}-${nr}` },
      })),
    );
    await suite.send(...events);
    await Promise.all(events.map((event) => suite.world.ended(event.data.subject)));
    expect(tenants.map((tenant) => most.get(tenant))).toEqual([2, 2]);
  });
});
