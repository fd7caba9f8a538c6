import { NonRetriableError } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineHealth, engineRunListView, engineRunView } from "#lib/contract/engine.ts";
import type { Build } from "./harness/app.ts";
import { inspect } from "./harness/engine-process.ts";
import { type EmbeddedSuite, realServer, startEmbedded } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const build: Build = (client, world) => [
  client.createFunction(
    { id: "mend", name: "Mend", triggers: [{ event: "inspect/mend" }], retries: 2 },
    async ({ event, step }) => {
      const { subject } = event.data;
      await step.run("before", () => world.effect(`before ${subject}`));
      await step.sendEvent("tell", { name: "inspect/told", data: {} });
      return step.run("broken", () => {
        if (world.effect(`broken ${subject}`) === 1) throw new NonRetriableError("not yet mended");
        return "mended";
      });
    },
  ),
  client.createFunction(
    { id: "rest", triggers: [{ event: "inspect/rest" }], retries: 0 },
    async ({ step }) => {
      await step.sleep("rest", "1h");
    },
  ),
];

describe.skipIf(realServer)("inspection", () => {
  let suite: EmbeddedSuite;
  beforeAll(async () => {
    suite = await startEmbedded(build);
  });
  afterAll(() => suite.close());

  const look = async (path: string, method?: string) => inspect(suite.engine().url, path, method);
  const fail = async () => {
    const subject = suite.world.newSubject();
    await suite.send({
      name: "inspect/mend",
      data: { subject, videoId: "vid_1", note: "nobody's business" },
    });
    return { subject, runId: (await suite.world.ended(subject)).runId };
  };

  it("shows a run's steps, attempts and errors, and of its event only ids", async () => {
    const { runId } = await fail();
    const { body } = await look(`runs/${runId}`);
    const run = engineRunView.parse(body);
    expect(run).toMatchObject({
      id: runId,
      functionName: "Mend",
      status: "failed",
      subjectIds: ["vid_1"],
      eventName: "inspect/mend",
    });
    expect(run.error?.message).toBe("not yet mended");
    expect(run.timeline.map((entry) => [entry.name, entry.kind, entry.state])).toEqual([
      ["before", "run", "completed"],
      ["tell", "send", "completed"],
      ["broken", "run", "failed"],
      ["function", "run", "failed"],
    ]);
    expect(JSON.stringify(body)).not.toContain("nobody's business");
  });

  it("lists runs newest first, by status and function, in pages", async () => {
    await fail();
    await fail();
    const first = engineRunListView.parse(
      (await look("runs?status=failed&functionId=conformance-mend&limit=1")).body,
    );
    const second = engineRunListView.parse(
      (await look(`runs?status=failed&functionId=conformance-mend&limit=1&cursor=${first.nextCursor}`)).body,
    );
    expect([first.items.length, second.items.length]).toEqual([1, 1]);
    expect((first.items[0]?.id ?? "") > (second.items[0]?.id ?? "")).toBe(true);
    expect(first.functions).toContainEqual({ id: "conformance-mend", name: "Mend" });
    expect((await look("runs?limit=0")).status).toBe(400);
  });

  it("runs a failed run again from where it failed, once", async () => {
    const { subject, runId } = await fail();
    const answers = await Promise.all([
      look(`runs/${runId}/retry`, "POST"),
      look(`runs/${runId}/retry`, "POST"),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    await until("the second run", () => suite.world.endings(subject).length === 2);
    expect(suite.world.endings(subject)[1]?.result).toBe("mended");
    expect([suite.world.count(`before ${subject}`), suite.world.count(`broken ${subject}`)]).toEqual([1, 2]);
  });

  it("cancels a running run", async () => {
    const subject = suite.world.newSubject();
    await suite.send({ name: "inspect/rest", data: { subject } });
    const resting = await until("the sleeping run", async () => {
      const page = engineRunListView.parse((await look("runs?status=running")).body);
      return page.items.find((item) => item.functionId === "conformance-rest" && item.steps === 0);
    });
    const pending = await until("its sleep", async () => {
      const { timeline } = engineRunView.parse((await look(`runs/${resting.id}`)).body);
      return timeline[0];
    });
    expect(pending).toMatchObject({ name: "rest", kind: "sleep", state: "pending" });
    const canceled = engineRunView.parse((await look(`runs/${resting.id}/cancel`, "POST")).body);
    expect(canceled.status).toBe("canceled");
    await suite.world.ended(subject);
    expect((await look(`runs/${resting.id}/retry`, "POST")).status).toBe(200);
  });

  it("tells the engine's health, and answers 404 for what is not there", async () => {
    const health = engineHealth.parse((await look("health")).body);
    expect(health).toMatchObject({ functions: 4, appReachable: true });
    expect((await look("runs/nothing")).status).toBe(404);
    expect((await look("runs/nothing/retry", "POST")).status).toBe(404);
    expect((await look("nothing")).status).toBe(404);
  });
});
