import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bearerOf } from "../sign.ts";
import type { Build } from "./harness/app.ts";
import { openFaults } from "./harness/database-faults.ts";
import { signingKey } from "./harness/keys.ts";
import { type EmbeddedSuite, realServer, startEmbedded } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const gates = new Map<string, () => void>();

const build: Build = (client, world) => [
  client.createFunction(
    {
      id: "held",
      triggers: [{ event: "fencing/held" }],
      retries: 1,
      cancelOn: [{ event: "fencing/stop", match: "data.subject" }],
      timeouts: { finish: "1h" },
    },
    async ({ event, step, runId }) => {
      const { subject } = event.data;
      return step.run("hold", async () => {
        world.note(`run ${subject}`, runId);
        const turn = world.effect(`hold ${subject}`);
        if (turn === 1) await new Promise<void>((resolve) => gates.set(subject, resolve));
        return turn;
      });
    },
  ),
];

describe.skipIf(realServer)("a call that lost its run", () => {
  let suite: EmbeddedSuite;
  let faults: ReturnType<typeof openFaults>;
  let answers = 0;
  beforeAll(async () => {
    suite = await startEmbedded(build, {
      checkpointing: false,
      between: (listener) => (request, response) => {
        response.once("close", () => {
          answers += 1;
        });
        return listener(request, response);
      },
    });
    faults = openFaults(suite.databaseUrl);
  });
  afterAll(async () => {
    await faults.close();
    await suite.close();
  });

  const hold = async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "fencing/held", data: { subject } });
    await until("the step", () => gates.has(subject));
    return { subject, runId: String(suite.world.notes(`run ${subject}`)[0]) };
  };
  const answer = async (subject: string) => {
    const before = answers;
    gates.get(subject)?.();
    await until("the late answer", () => answers > before);
  };

  it("to another call leaves no trace: its job stays as the other call holds it", async () => {
    const { subject, runId } = await hold();
    await faults.sql`update engine.job set claim = 'another' where run_id = ${runId}`;
    await answer(subject);
    const probe = suite.world.newSubject();
    await suite.send({ name: "fencing/held", data: { subject: probe } });
    await until("the engine to have gone on", () => gates.has(probe));
    expect(await faults.sql`select claim from engine.job where run_id = ${runId}`).toEqual([
      { claim: "another" },
    ]);
    expect(await faults.sql`select step_id from engine.step where run_id = ${runId}`).toEqual([]);
    await faults.sql`update engine.job set claim = null where run_id = ${runId}`;
    gates.get(probe)?.();
    expect((await suite.world.ended(subject)).result).toBe(2);
  });

  it("only learned late that its step was stored: the first value stays, and the run goes on", async () => {
    const { subject, runId } = await hold();
    const [job] = await faults.sql`select id || '.' || claim as call from engine.job where run_id = ${runId}`;
    const id = createHash("sha1").update("hold").digest("hex");
    const response = await fetch(`${suite.engine().url}/v1/checkpoint/${runId}/async`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearerOf(signingKey)}` },
      body: JSON.stringify({ qi_id: job?.call, steps: [{ op: "StepRun", id, data: "stored before" }] }),
    });
    expect(response.status).toBe(200);
    await answer(subject);
    expect((await suite.world.ended(subject)).result).toBe("stored before");
  });

  it("to a cancellation leaves no trace: neither step nor job nor wait", async () => {
    const { subject, runId } = await hold();
    await suite.send({ name: "fencing/stop", data: { subject } });
    await suite.world.ended(subject);
    await answer(subject);
    const left = await faults.sql`
      select 'job' as kind from engine.job where run_id = ${runId}
      union all select 'wait' from engine.wait where run_id = ${runId}
      union all select 'step' from engine.step where run_id = ${runId}`;
    expect(left).toEqual([]);
    expect(suite.world.endings(subject).every((ending) => ending.error?.name === "Canceled")).toBe(true);
  });
});
