import { type ChildProcess, fork } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "#db/embedded/free-port.ts";
import { createTestDatabase } from "#db/testing/database.ts";
import { engineRunListView } from "#lib/contract/engine.ts";
import { drainMs } from "../limits.ts";
import type { Build } from "./harness/app.ts";
import { openFaults } from "./harness/database-faults.ts";
import { inspect, spawnEngine, startEngineProcess } from "./harness/engine-process.ts";
import { eventKey } from "./harness/keys.ts";
import { type EmbeddedSuite, realServer, startEmbedded } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const gates = new Map<string, Promise<void>>();

const build: Build = (client, world) => [
  client.createFunction(
    { id: "long", triggers: [{ event: "process/long" }], retries: 1 },
    async ({ event, step, attempt }) => {
      const { subject } = event.data;
      world.note(`attempts ${subject}`, attempt);
      await step.run("gate", async () => {
        if (world.effect(`gate ${subject}`) === 1) await gates.get(subject);
      });
      return step.run("after", () => world.effect(`after ${subject}`));
    },
  ),
  client.createFunction(
    { id: "many", triggers: [{ event: "process/many" }], retries: 3 },
    async ({ event, step }) => {
      for (let index = 0; index < 60; index++) {
        await step.run(`step ${index}`, async () => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          return world.effect(`${index} ${event.data.subject}`);
        });
        if (index % 20 === 10) await step.sleep(`nap ${index}`, 1);
      }
      return "all";
    },
  ),
  client.createFunction({ id: "tick", triggers: [{ cron: "0 0 1 1 *" }], retries: 1 }, async ({ event }) => {
    world.note("ticks", event.data);
  }),
];

function gate(subject: string): () => void {
  let open = () => {};
  gates.set(
    subject,
    new Promise<void>((resolve) => {
      open = resolve;
    }),
  );
  return open;
}

describe.skipIf(realServer)("the engine as a process", () => {
  let suite: EmbeddedSuite;
  afterEach(() => suite.close());

  /** A run whose first step has begun, and waits until its gate is opened. */
  async function startLong() {
    suite = await startEmbedded(build);
    const subject = suite.world.newSubject();
    const open = gate(subject);
    await suite.send({ name: "process/long", data: { subject } });
    await until("the step", () => suite.world.count(`gate ${subject}`) === 1);
    return { subject, open };
  }

  it("refuses to run beside another one, in one clear line, and leaves it alone", async () => {
    suite = await startEmbedded(build);
    const second = spawnEngine({ ...suite.options, port: await freePort() });
    expect(await second.exited).toBe(1);
    const lines = second.output().trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("another engine is already running on this database");
    expect((await inspect(suite.engine().url, "health")).status).toBe(200);
  });

  it("stops within 3 s with a call in flight, and takes that call up again without burning an attempt", async () => {
    const { subject, open } = await startLong();
    const before = performance.now();
    expect(await suite.engine().kill("SIGTERM")).toBe(0);
    expect(performance.now() - before).toBeLessThan(3000);
    await suite.restart();
    await suite.world.ended(subject);
    open();
    expect(suite.world.notes(`attempts ${subject}`)).not.toContain(1);
    expect([suite.world.count(`gate ${subject}`), suite.world.count(`after ${subject}`)]).toEqual([2, 1]);
  });

  it("stays while a call is in flight, though asked to stop", async () => {
    const { subject, open } = await startLong();
    const gone = suite.engine().kill("SIGTERM");
    const first = await Promise.race([gone.then(() => "gone"), pause(drainMs / 2, "there")]);
    open();
    await gone;
    expect(first).toBe("there");
    await suite.restart();
    await suite.world.ended(subject);
  });

  it("lets a short call end before it stops", async () => {
    const { subject, open } = await startLong();
    const gone = suite.engine().kill("SIGTERM");
    open();
    await gone;
    await suite.restart();
    await suite.world.ended(subject);
    expect(suite.world.count(`gate ${subject}`)).toBe(1);
  });

  it("loses nothing and repeats nothing when the database cuts its connections again and again", async () => {
    suite = await startEmbedded(build);
    const faults = openFaults(suite.databaseUrl);
    const subjects = Array.from({ length: 5 }, () => suite.world.newSubject());
    await suite.send(...subjects.map((subject) => ({ name: "process/many", data: { subject } })));
    const running = Promise.all(subjects.map((subject) => suite.world.ended(subject, "", 60_000)));
    for (let cut = 0; cut < 8; cut++) {
      await until("more steps", () =>
        subjects.every((subject) => suite.world.count(`${cut * 6} ${subject}`) > 0),
      );
      await faults.cutConnections();
    }
    await faults.close();
    const endings = await running;
    expect(endings.map((ending) => ending.result)).toEqual(subjects.map(() => "all"));
    const repeated = subjects.flatMap((subject) =>
      Array.from({ length: 60 }, (_, index) => suite.world.count(`${index} ${subject}`)).filter(
        (count) => count !== 1,
      ),
    );
    expect(repeated).toEqual([]);
  });

  it("accepts events again as soon as the database is back", async () => {
    suite = await startEmbedded(build);
    const faults = openFaults(suite.databaseUrl);
    for (let round = 0; round < 5; round++) {
      await faults.cutConnections();
      const response = await fetch(`${suite.engine().url}/e/${eventKey}`, {
        method: "POST",
        body: '{"name":"process/x"}',
      });
      expect(response.status).toBe(200);
    }
    await faults.close();
  });

  it("leaves when another engine took over while it stood still, and its late answers change nothing", async () => {
    suite = await startEmbedded(build, { checkpointing: false });
    const faults = openFaults(suite.databaseUrl);
    const subject = suite.world.newSubject();
    const open = gate(subject);
    await suite.send({ name: "process/long", data: { subject } });
    await until("the step", () => suite.world.count(`gate ${subject}`) === 1);
    const stopped = suite.engine();
    process.kill(stopped.pid, "SIGSTOP");
    await faults.cutConnections();
    const heir = await startEngineProcess({ ...suite.options, port: await freePort() });
    await suite.world.ended(subject);
    open();
    process.kill(stopped.pid, "SIGCONT");
    expect(await stopped.exited).toBe(1);
    expect(stopped.output()).toContain("another engine took over");
    expect(suite.world.endings(subject)).toHaveLength(1);
    expect(suite.world.count(`after ${subject}`)).toBe(1);
    await heir.kill("SIGKILL");
    await faults.close();
  });

  it("makes up once for a cron tick that came while no engine ran", async () => {
    suite = await startEmbedded(build);
    const faults = openFaults(suite.databaseUrl);
    await suite.engine().kill("SIGKILL");
    await faults.sql`update engine.cron set next_at = date_trunc('minute', now() - interval '3 days')`;
    await suite.restart();
    const ticks = async () => {
      const { body } = await inspect(suite.engine().url, "runs?functionId=conformance-tick&status=completed");
      return engineRunListView.parse(body).items.length;
    };
    await until("the tick", async () => (await ticks()) > 0);
    await suite.engine().kill("SIGKILL");
    await suite.restart();
    const [row] = await faults.sql`select next_at > now() as future from engine.cron`;
    expect(row).toEqual({ future: true });
    expect(await ticks()).toBe(1);
    expect(suite.world.notes("ticks")).toEqual([
      { cron: "0 0 1 1 *", scheduledAt: expect.stringMatching(/:00Z$/), fireAt: expect.any(String) },
    ]);
    await faults.close();
  });
});

describe.skipIf(realServer)("kill -9 of the app", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  it("in a step, and its absence for a while, cost time and no run", async () => {
    const database = await createTestDatabase();
    const [enginePort, port] = [await freePort(), await freePort()];
    const effects: string[] = [];
    const startChild = async () => {
      const child = fork(resolve(import.meta.dirname, "harness/app-main.ts"), [
        JSON.stringify({ engineUrl: `http://127.0.0.1:${enginePort}`, port }),
      ]);
      children.push(child);
      let ready = false;
      child.on("message", (message) => {
        const { effect } = Object(message);
        if (effect === "ready") ready = true;
        else effects.push(String(effect));
      });
      await until("the app", () => ready);
      return child;
    };
    const count = (effect: string) => effects.filter((one) => one === effect).length;
    const first = await startChild();
    const engine = await startEngineProcess({
      databaseUrl: database.url,
      port: enginePort,
      appUrl: `http://127.0.0.1:${port}`,
    });
    await fetch(`${engine.url}/e/${eventKey}`, {
      method: "POST",
      body: '{"name":"mortal/run","data":{"subject":"s"}}',
    });
    await until("the slow step", () => count("slow") === 1);
    first.kill("SIGKILL");
    await until("the engine to notice", () => engine.output().includes("not reachable"));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await startChild();
    await until("the end", () => count("end") === 1);
    expect(["first", "slow", "last"].map(count)).toEqual([1, 2, 1]);
    expect(new Set(effects.filter((effect) => effect.startsWith("attempt")))).toEqual(
      new Set(["attempt 0", "attempt 1"]),
    );
    await engine.kill("SIGKILL");
    await database.close();
  });
});
