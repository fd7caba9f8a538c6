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
    { id: "held", triggers: [{ event: "checkpoint/held" }], retries: 1 },
    async ({ event, step, runId }) => {
      await step.run("hold", async () => {
        world.note(`run ${event.data.subject}`, runId);
        await new Promise<void>((resolve) => gates.set(event.data.subject, resolve));
        return "held";
      });
      return step.run("last", () => "last");
    },
  ),
];

describe.skipIf(realServer)("checkpoints", () => {
  let suite: EmbeddedSuite;
  let faults: ReturnType<typeof openFaults>;
  beforeAll(async () => {
    suite = await startEmbedded(build);
    faults = openFaults(suite.databaseUrl);
  });
  afterAll(async () => {
    await faults.close();
    await suite.close();
  });

  const hold = async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "checkpoint/held", data: { subject } });
    await until("the step", () => gates.has(subject));
    const runId = String(suite.world.notes(`run ${subject}`)[0]);
    const [job] = await faults.sql`select id || '.' || claim as call from engine.job where run_id = ${runId}`;
    return { subject, runId, call: String(job?.call) };
  };
  const report = async (runId: string, call: string, steps: object[]) => {
    const response = await fetch(`${suite.engine().url}/v1/checkpoint/${runId}/async`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearerOf(signingKey)}` },
      body: JSON.stringify({ run_id: runId, fn_id: "x", qi_id: call, steps }),
    });
    return response.status;
  };
  const stored = async (runId: string) => {
    const rows =
      await faults.sql`select step_id, value from engine.step where run_id = ${runId} order by position`;
    return rows.map((row) => [row.step_id, row.value.data]);
  };
  const step = (id: string, data: unknown) => ({ op: "StepRun", id, name: id, data });

  it("are kept in their order, once, and only from the call that owns the run", async () => {
    const { subject, runId, call } = await hold();
    const [job = "", claim = ""] = call.split(".");
    for (const stale of [`${job}.X${claim.slice(1)}`, `${Number(job) + 1}.${claim}`])
      expect(await report(runId, stale, [step("stale", 1)])).toBe(409);
    expect(await report(runId, "nonsense", [step("stale", 1)])).toBe(400);
    expect(await report("01NOTHING", call, [step("stale", 1)])).toBe(409);
    expect(await report(runId, call, [step("b", 1), step("a", 2)])).toBe(200);
    expect(await report(runId, call, [step("a", 3), step("c", 4)])).toBe(200);
    expect(await stored(runId)).toEqual([
      ["b", 1],
      ["a", 2],
      ["c", 4],
    ]);
    gates.get(subject)?.();
    await suite.world.ended(subject);
    expect(await report(runId, call, [step("late", 1)])).toBe(409);
  });

  it("take nothing but finished steps", async () => {
    const { subject, runId, call } = await hold();
    expect(await report(runId, call, [{ op: "StepPlanned", id: "hint" }])).toBe(200);
    expect(await report(runId, call, [step("a", 1), { op: "DeferAdd", id: "d" }])).toBe(400);
    expect(await stored(runId)).toEqual([]);
    gates.get(subject)?.();
    expect((await suite.world.ended(subject)).result).toBe("last");
  });

  it("fail a run that grows beyond what a hosted server allows", async () => {
    const { subject, runId, call } = await hold();
    expect(await report(runId, call, [step("huge", "x".repeat(4 * 1024 * 1024))])).toBe(409);
    expect((await suite.world.ended(subject)).error).toMatchObject({ name: "RunLimitError" });
    gates.get(subject)?.();
    const many = await hold();
    const steps = Array.from({ length: 1000 }, (_, index) => step(`s${index}`, index));
    expect(await report(many.runId, many.call, steps)).toBe(200);
    expect(await report(many.runId, many.call, [step("one more", 1)])).toBe(409);
    expect((await suite.world.ended(many.subject)).error).toMatchObject({ name: "RunLimitError" });
    gates.get(many.subject)?.();
  });
});
