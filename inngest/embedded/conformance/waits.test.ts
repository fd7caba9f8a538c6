import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Build } from "./harness/app.ts";
import { type Suite, startSuite } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const same = "event.data.subject == async.data.subject";

const build: Build = (client, world) => [
  client.createFunction(
    { id: "sleep", triggers: [{ event: "waits/sleep" }], retries: 1 },
    async ({ step }) => {
      const from = await step.run("from", () => Date.now());
      await step.sleep("nap", "1s");
      const between = await step.run("between", () => Date.now());
      await step.sleepUntil("until", new Date(between + 1500));
      await step.sleepUntil("past", new Date(0));
      const to = await step.run("to", () => Date.now());
      return [between - from, to - between];
    },
  ),
  client.createFunction(
    { id: "wait", triggers: [{ event: "waits/wait" }], retries: 1 },
    async ({ event, step }) => {
      await step.run("open", () => world.note(`open ${event.data.subject}`, true));
      const got = await step.waitForEvent("answer", {
        event: "waits/answer",
        timeout: "30s",
        if: `${same} && async.data.ok == true`,
      });
      return got?.data ?? null;
    },
  ),
  client.createFunction(
    { id: "match", triggers: [{ event: "waits/match" }], retries: 1 },
    async ({ event, step }) => {
      await step.run("open", () => world.note(`open ${event.data.subject}`, true));
      const got = await step.waitForEvent("answer", {
        event: "waits/answer",
        timeout: "30s",
        if: "event.data.order.number == async.data.order.number",
      });
      return got?.data.order ?? null;
    },
  ),
  client.createFunction(
    { id: "timeout", triggers: [{ event: "waits/timeout" }], retries: 1 },
    async ({ step }) => {
      return step.waitForEvent("never", { event: "waits/never", timeout: "1s" });
    },
  ),
  client.createFunction({ id: "self", triggers: [{ event: "waits/self" }], retries: 1 }, async ({ step }) => {
    return step.waitForEvent("own", { event: "waits/self", timeout: "1s", if: same });
  }),
  client.createFunction(
    { id: "sibling", triggers: [{ event: "waits/sibling" }], retries: 1 },
    async ({ event, step }) => {
      const { subject } = event.data;
      const [got] = await Promise.all([
        step.waitForEvent("echo", { event: "waits/echo", timeout: "20s", if: same }),
        step.sendEvent("shout", { name: "waits/echo", data: { subject, from: "sibling" } }),
      ]);
      return got?.data.from;
    },
  ),
  client.createFunction(
    { id: "unreadable", triggers: [{ event: "waits/unreadable" }], retries: 1 },
    async ({ step }) => {
      return step.waitForEvent("bad", { event: "waits/x", timeout: "1h", if: "event.data. == (" });
    },
  ),
];

describe("waits", () => {
  let suite: Suite;
  beforeAll(async () => {
    suite = await startSuite(build);
  });
  afterAll(() => suite.close());

  const start = async (name: string, data: Record<string, unknown> = {}) => {
    const subject = suite.world.newSubject();
    await suite.send({ name: `waits/${name}`, data: { subject, ...data } });
    return subject;
  };
  const opened = async (subject: string) => {
    await until("the wait", () => suite.world.notes(`open ${subject}`).length > 0);
    await new Promise((resolve) => setTimeout(resolve, 150));
  };

  it("sleeps at least as long as asked, and not at all until a past date", async () => {
    const { result } = await suite.world.ended(await start("sleep"));
    expect(result).toEqual([expect.any(Number), expect.any(Number)]);
    const [nap, until] = [result].flat();
    expect(nap).toBeGreaterThanOrEqual(990);
    expect(until).toBeGreaterThanOrEqual(490);
  });

  it("wakes only for the event that its expression asks for", async () => {
    const subject = await start("wait");
    await opened(subject);
    await suite.send(
      { name: "waits/answer", data: { subject: "another", ok: true } },
      { name: "waits/answer", data: { subject, ok: false } },
      { name: "waits/answer", data: { ok: true } },
      { name: "waits/answer", data: { subject, ok: true, nr: 4 } },
    );
    expect((await suite.world.ended(subject)).result).toEqual({ subject, ok: true, nr: 4 });
  });

  it("pairs numbers, and never two absent values", async () => {
    const [numbered, absent] = [await start("match", { order: { number: 7 } }), await start("match")];
    await Promise.all([opened(numbered), opened(absent)]);
    await suite.send(
      { name: "waits/answer", data: {} },
      { name: "waits/answer", data: { order: { number: 7 } } },
    );
    expect((await suite.world.ended(numbered)).result).toEqual({ number: 7 });
    expect(suite.world.endings(absent)).toEqual([]);
  });

  it("gives null when nothing came in time", async () => {
    expect((await suite.world.ended(await start("timeout"))).result).toBeNull();
  });

  it("does not take the event that started the run for an answer", async () => {
    expect((await suite.world.ended(await start("self"))).result).toBeNull();
  });

  it("hears an event that a sibling step sends at the same time", async () => {
    expect((await suite.world.ended(await start("sibling"))).result).toBe("sibling");
  });

  it("fails a run whose expression cannot be read", async () => {
    const { error, canceled } = await suite.world.ended(await start("unreadable"));
    expect(canceled).toBe(false);
    expect(error).toBeDefined();
  });
});
