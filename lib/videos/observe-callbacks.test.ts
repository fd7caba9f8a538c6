import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { webhookReceipts } from "#db/schema/index.ts";
import type { Observation } from "#lib/providers/types.ts";
import { worker } from "#lib/testing/context.ts";
import { JobRig } from "#lib/testing/job-rig.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { observeVideo } from "./observe-video.ts";

const done: Observation = { kind: "succeeded", outputs: [], costMicros: null };
const ends: Record<string, Observation> = {
  done,
  failed: { kind: "failed", failure: failureOf({ code: "provider_failed" }) },
  canceled: { kind: "canceled" },
};

describe("a look at a job whose vendor called back", () => {
  let rig: JobRig;
  const later = { kind: "pending", seconds: 5 };
  const look = () => observeVideo(rig.context(worker), { attemptId: rig.attemptId });

  beforeAll(async () => {
    rig = await JobRig.open();
  });
  beforeEach(async () => {
    await rig.clear();
    await rig.begin();
    rig.readWebhook = ({ says }) => ends[String(says)];
  });
  afterAll(() => rig.bench.close());

  it("a signed callback speaks for the job, and the vendor is not asked", async () => {
    await rig.receive("hmac", { says: "done" });
    expect([await look(), rig.looks]).toEqual([{ kind: "ready" }, 0]);
    expect([await look(), rig.looks]).toEqual([later, 1]);
  });

  it.each([
    ["done", "failed"],
    ["failed", "done"],
    ["canceled", "done"],
    ["done", "canceled"],
  ])("callbacks that say %s and then %s come to the same: the vendor is asked", async (first, second) => {
    await rig.receive("hmac", { says: first });
    await rig.receive("hmac", { says: second });
    expect([await look(), rig.looks]).toEqual([later, 1]);
    expect(await rig.findings()).toEqual(["contradicted"]);
  });

  it("a failure that comes after a signed delivery counts for nothing until the vendor is asked", async () => {
    await rig.receive("hmac", { says: "done" });
    expect(await look()).toEqual({ kind: "ready" });
    await rig.receive("hmac", { says: "failed" });
    expect([await look(), rig.looks]).toEqual([later, 1]);
    expect(await rig.findings()).toEqual(["contradicted"]);
  });

  it("an unsigned callback never speaks for its job: the vendor is asked", async () => {
    await rig.receive("unsigned", { says: "done" });
    expect([await look(), rig.looks]).toEqual([later, 1]);
    const [receipt] = await rig.bench.db.select().from(webhookReceipts);
    expect(receipt?.appliedAt).not.toBeNull();
  });

  it("a callback that nobody can read leads to a look", async () => {
    rig.observe = async () => ({ kind: "pending", progress: 0.3, queuePosition: undefined });
    rig.readWebhook = () => {
      throw new Error("unreadable");
    };
    await rig.receive("hmac");
    expect([await look(), rig.looks]).toEqual([later, 1]);
    expect(await rig.video()).toMatchObject({ status: "processing", progress: 0.3 });
  });
});
