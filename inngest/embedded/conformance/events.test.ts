import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Build } from "./harness/app.ts";
import { eventKey } from "./harness/keys.ts";
import { realServer, type Suite, startEmbedded, startSuite } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const build: Build = (client, world) => [
  client.createFunction(
    { id: "plain", triggers: [{ event: "events/plain" }], retries: 1 },
    async ({ event }) => {
      world.note(`plain ${event.data.subject}`, event);
      return event.name;
    },
  ),
  client.createFunction(
    { id: "wild", triggers: [{ event: "events/wild.*" }], retries: 1 },
    async ({ event }) => {
      return event.name;
    },
  ),
  client.createFunction(
    { id: "large", triggers: [{ event: "events/amount", if: "event.data.amount > 3" }], retries: 1 },
    async ({ event }) => event.data.amount,
  ),
  client.createFunction(
    {
      id: "twice",
      triggers: [{ event: "events/twice" }, { event: "events/twice", if: "true" }, { event: "events/*" }],
      retries: 1,
    },
    async ({ event }) => world.effect(`twice ${event.data.subject}`),
  ),
  client.createFunction(
    { id: "sender", triggers: [{ event: "events/sender" }], retries: 1 },
    async ({ event, step }) => {
      const sent = await step.sendEvent("tell", [
        { name: "events/plain", data: { subject: event.data.subject } },
        { name: "events/other", data: {} },
      ]);
      return sent.ids.length;
    },
  ),
  client.createFunction(
    { id: "keyed", triggers: [{ event: "events/keyed" }], idempotency: "event.data.key", retries: 1 },
    async ({ event }) => world.effect(`keyed ${event.data.key}`),
  ),
];

describe("events", () => {
  let suite: Suite;
  beforeAll(async () => {
    suite = await startSuite(build);
  });
  afterAll(() => suite.close());

  it("starts each function once, however many of its triggers match", async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "events/twice", data: { subject } });
    await suite.world.ended(subject, "twice");
    await suite.send({ name: "events/plain", data: { subject: `${subject}-after` } });
    await suite.world.ended(`${subject}-after`, "plain");
    expect(suite.world.count(`twice ${subject}`)).toBe(1);
  });

  it("hands over name, data, id and time, and no field of the engine's own", async () => {
    const subject = suite.world.newSubject();
    const [id] = await suite.send({ name: "events/plain", data: { subject, _inngest: { fn_id: "x" } } });
    await suite.world.ended(subject, "plain");
    expect(suite.world.notes(`plain ${subject}`)).toEqual([
      expect.objectContaining({ id, name: "events/plain", data: { subject }, ts: expect.any(Number) }),
    ]);
  });

  it("runs a function once for events that carry the same id", async () => {
    const subject = suite.world.newSubject();
    const ids = await suite.send({ name: "events/plain", data: { subject }, id: `once-${subject}` });
    const again = await suite.send({ name: "events/plain", data: { subject }, id: `once-${subject}` });
    expect([ids.length, again.length]).toEqual([1, 1]);
    await suite.send({ name: "events/wild.x", data: { subject } });
    await suite.world.ended(subject, "wild");
    await suite.world.ended(subject, "plain");
    expect(suite.world.notes(`plain ${subject}`)).toHaveLength(1);
  });

  it("matches wildcards up to their separator and conditions on the data", async () => {
    const subject = suite.world.newSubject();
    await suite.send(
      { name: "events/wildcard", data: { subject } },
      { name: "events/wild.card", data: { subject } },
      { name: "events/amount", data: { subject, amount: 3 } },
      { name: "events/amount", data: { subject } },
      { name: "events/amount", data: { subject, amount: 4.5 } },
    );
    expect((await suite.world.ended(subject, "wild")).result).toBe("events/wild.card");
    expect((await suite.world.ended(subject, "large")).result).toBe(4.5);
    const endings = suite.world.endings(subject).filter((one) => /wild|large/.test(one.functionId));
    expect(endings).toHaveLength(2);
  });

  it("sends events from a step once, and gives their ids", async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "events/sender", data: { subject } });
    expect((await suite.world.ended(subject, "sender")).result).toBe(2);
    await suite.world.ended(subject, "plain");
    expect(suite.world.notes(`plain ${subject}`)).toHaveLength(1);
  });

  it("skips a run whose idempotency key was used within a day", async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "events/keyed", data: { subject, key: subject, nr: 1 } });
    await suite.world.ended(subject, "keyed");
    await suite.send({ name: "events/keyed", data: { subject, key: subject, nr: 2 } });
    await suite.send({ name: "events/plain", data: { subject: `${subject}-after` } });
    await suite.world.ended(`${subject}-after`, "plain");
    expect(suite.world.count(`keyed ${subject}`)).toBe(1);
  });
});

describe.skipIf(realServer)("the event door of the embedded engine", () => {
  let suite: Awaited<ReturnType<typeof startEmbedded>>;
  beforeAll(async () => {
    suite = await startEmbedded(build);
  });
  afterAll(() => suite.close());

  const post = async (body: string, options: { key?: string; seed?: string } = {}) => {
    const response = await fetch(`${suite.engine().url}/e/${options.key ?? eventKey}`, {
      method: "POST",
      body,
      headers: options.seed ? { "x-inngest-event-id-seed": options.seed } : {},
    });
    return { status: response.status, body: await response.json() };
  };

  it("takes a repeated request for the one it was", async () => {
    const subject = suite.world.newSubject();
    const body = JSON.stringify([1, 2].map((nr) => ({ name: "events/plain", data: { subject, nr } })));
    const seed = "1795215238203,BoFdg8dIYP3luw==";
    const answers = await Promise.all([post(body, { seed }), post(body, { seed }), post(body, { seed })]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body.ids))).size).toBe(1);
    await until(
      "both runs",
      () => suite.world.endings(subject).filter((one) => one.functionId.endsWith("plain")).length === 2,
    );
    expect(suite.world.notes(`plain ${subject}`)).toHaveLength(2);
  });

  it("answers every event it cannot take with a reason, and takes none of its request", async () => {
    const subject = suite.world.newSubject();
    const good = { name: "events/plain", data: { subject } };
    const bad: unknown[] = [
      { name: "inngest/function.failed", data: {} },
      { name: "Inngest/x", data: {} },
      { data: {} },
      { name: "" },
      { name: "a\u0000b" },
      { name: "x", data: [] },
      { name: "x", data: { text: "z".repeat(600_000) } },
      null,
      7,
    ];
    for (const event of bad) {
      const answer = await post(JSON.stringify([good, event]));
      expect(answer).toEqual({ status: 400, body: { ids: [], status: 400, error: expect.any(String) } });
    }
    expect((await post("{")).status).toBe(400);
    expect((await post(JSON.stringify(Array.from({ length: 5001 }, () => good)))).status).toBe(400);
    await suite.send({ name: "events/plain", data: { subject: `${subject}-after` } });
    await suite.world.ended(`${subject}-after`, "plain");
    expect(suite.world.notes(`plain ${subject}`)).toEqual([]);
  });

  it("refuses a wrong event key", async () => {
    expect((await post("[]", { key: "wrong" })).status).toBe(401);
  });
});
