import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect } from "#db/client.ts";
import { attempts, decisions, vendorGates } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { createGateBench, type GateBench } from "#lib/testing/gates.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { breakerFailuresMax } from "./breaker.ts";
import { recordOutcome } from "./record-outcome.ts";
import type { Admission } from "./vendor-gate.ts";

describe("vendor gate", () => {
  let gates: GateBench;
  beforeAll(async () => {
    gates = await createGateBench();
  });
  beforeEach(() => gates.clear());
  afterAll(() => gates.bench.close());

  const admitted = (all: Admission[]) => all.filter(({ kind }) => kind === "admitted");
  const gate = async () => {
    const [row] = await gates.bench.db.select().from(vendorGates).where(eq(vendorGates.provider, "kling"));
    if (!row) throw new Error("there is no gate");
    return row;
  };

  it("of a hundred at once over several processes admits exactly the ten places of a model", async () => {
    const other = connect(gates.bench.url, 20);
    try {
      const asked = gates.card({ concurrencyMax: 10 });
      const all = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          gates.enter(asked, index % 2 ? { ...gates.ctx(), db: other.db } : gates.ctx()),
        ),
      );
      expect(admitted(all)).toHaveLength(10);
      const held = all.filter((one) => one.kind === "held");
      expect(new Set(held.map(({ by }) => by))).toEqual(new Set(["place"]));
    } finally {
      await other.close();
    }
  });

  it.each(["ambiguous", "adopted"] as const)(
    "counts a take that is %s until its deadline; an admin who is asked for days holds no place longer",
    async (state) => {
      const one = gates.card({ concurrencyMax: 1 });
      const { id } = await gates.enter(one);
      await gates.bench.db.update(attempts).set({ state: "ambiguous" }).where(eq(attempts.id, id));
      if (state === "adopted")
        await gates.bench.db.update(attempts).set({ state }).where(eq(attempts.id, id));
      await gates.bench.db
        .insert(decisions)
        .values({ id: newId("decision"), attemptId: id, reason: "unknown_submission" });
      expect(await gates.enter(one)).toMatchObject({ kind: "held", by: "place" });
      gates.pass(1800);
      expect((await gates.enter(one)).kind).toBe("admitted");
    },
  );

  it("counts a followed take for as long as it runs", async () => {
    const one = gates.card({ concurrencyMax: 1 });
    const { id } = await gates.enter(one);
    for (const state of ["ambiguous", "adopted"] as const)
      await gates.bench.db.update(attempts).set({ state }).where(eq(attempts.id, id));
    gates.pass(1800);
    expect(await gates.enter(one)).toMatchObject({ kind: "held", by: "place" });
  });

  it("counts a vendor's models together, and gives a place back when a take ends", async () => {
    const [one, two] = [
      gates.card({ concurrencyMax: 5 }),
      { ...gates.card({ concurrencyMax: 5 }), id: "kling-2.6" },
    ];
    const first = await Promise.all([
      gates.enter(one),
      gates.enter(one),
      gates.enter(one),
      gates.enter(two),
      gates.enter(two),
    ]);
    expect(admitted(first)).toHaveLength(5);
    expect(await gates.enter(two)).toMatchObject({ kind: "held", by: "place" });
    await gates.end(first[0]?.id ?? "", "succeeded");
    expect((await gates.enter(two)).kind).toBe("admitted");
  });

  it("counts a take whose answer was lost until its deadline", async () => {
    const asked = gates.card({ concurrencyMax: 5 });
    const all = await Promise.all(Array.from({ length: 5 }, () => gates.enter(asked)));
    await gates.bench.db
      .update(attempts)
      .set({ state: "ambiguous" })
      .where(eq(attempts.id, all[0]?.id ?? ""));
    expect((await gates.enter(asked)).kind).toBe("held");
    gates.pass(1801);
    expect((await gates.enter(asked)).kind).toBe("admitted");
  });

  it("lets a minute's allowance pass at once, and afterwards one as its share of the minute is over", async () => {
    const asked = gates.card({ submitsPerMinuteMax: 10 });
    const all = await Promise.all(Array.from({ length: 40 }, () => gates.enter(asked)));
    expect(admitted(all)).toHaveLength(10);
    const held = await gates.enter(asked);
    expect(held).toEqual({ kind: "held", by: "rate", seconds: 6, id: held.id });
    gates.pass(6);
    expect(admitted([await gates.enter(asked), await gates.enter(asked)])).toHaveLength(1);
    gates.pass(3600);
    expect(admitted(await Promise.all(Array.from({ length: 40 }, () => gates.enter(asked))))).toHaveLength(
      10,
    );
  });

  it("waits as long as the vendor asked, the longest of several, and never less", async () => {
    const busy = (retryAfterSeconds: number) =>
      recordOutcome(gates.ctx(), "kling", {
        kind: "failed",
        attemptId: "att_x",
        failure: failureOf({ retryAfterSeconds }),
        wasAccepted: false,
      });
    await busy(90);
    await busy(20);
    expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", by: "pause", seconds: 90 });
    gates.pass(89);
    expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", seconds: 1 });
    gates.pass(1);
    expect((await gates.enter(gates.card())).kind).toBe("admitted");
  });

  it("a breaker opened by one process is open for all, and parallel failures are all counted", async () => {
    const other = connect(gates.bench.url, 20);
    try {
      await Promise.all(
        Array.from({ length: breakerFailuresMax }, (_, index) =>
          recordOutcome(index % 2 ? { ...gates.ctx(), db: other.db } : gates.ctx(), "kling", {
            kind: "silent",
          }),
        ),
      );
      expect(await gates.enter(gates.card(), { ...gates.ctx(), db: other.db })).toMatchObject({
        kind: "held",
        by: "breaker",
      });
      expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", by: "breaker", seconds: 30 });
    } finally {
      await other.close();
    }
  });

  it("refusals of the request never open it, and an accepted job between failures breaks the row", async () => {
    for (const kind of ["policy", "invalid", "quota"] as const)
      for (let made = 0; made < 6; made++)
        await recordOutcome(gates.ctx(), "kling", {
          kind: "failed",
          attemptId: "att_x",
          failure: failureOf({ kind, code: "provider_rejected_input" }),
          wasAccepted: false,
        });
    await gates.failSubmits(breakerFailuresMax - 1);
    await recordOutcome(gates.ctx(), "kling", { kind: "accepted", attemptId: "att_y" });
    await gates.failSubmits(breakerFailuresMax - 1);
    expect(await gate()).toMatchObject({ openUntil: null, failures: breakerFailuresMax - 1 });
  });

  it("after its pause exactly one of many passes as the probe, and the rest wait for its end", async () => {
    await gates.failSubmits(breakerFailuresMax);
    gates.pass(31);
    const all = await Promise.all(Array.from({ length: 30 }, () => gates.enter(gates.card())));
    expect(admitted(all)).toHaveLength(1);
    const probe = all.find(({ kind }) => kind === "admitted");
    await recordOutcome(gates.ctx(), "kling", { kind: "accepted", attemptId: probe?.id ?? "" });
    expect(await gate()).toMatchObject({ openUntil: null, probeAttemptId: null, failures: 0 });
    expect((await gates.enter(gates.card())).kind).toBe("admitted");
  });

  it("a probe that fails opens it again for everyone; one that was canceled lets another try", async () => {
    await gates.failSubmits(breakerFailuresMax);
    gates.pass(31);
    const canceled = await gates.enter(gates.card());
    await gates.end(canceled.id, "canceled");
    const probe = await gates.enter(gates.card());
    expect(probe.kind).toBe("admitted");
    await recordOutcome(gates.ctx(), "kling", {
      kind: "failed",
      attemptId: probe.id,
      failure: failureOf(),
      wasAccepted: false,
    });
    expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", by: "breaker", seconds: 31 });
  });

  it("jobs that are taken and always fail open it too, and then only a delivered one closes it", async () => {
    for (let made = 0; made < breakerFailuresMax; made++) {
      const { id } = await gates.enter(gates.card());
      await recordOutcome(gates.ctx(), "kling", { kind: "accepted", attemptId: id });
      await gates.end(id, "failed_retryable");
      gates.pass(1);
      await recordOutcome(gates.ctx(), "kling", {
        kind: "failed",
        attemptId: id,
        failure: failureOf({ code: "provider_failed" }),
        wasAccepted: true,
      });
    }
    expect((await gates.enter(gates.card())).kind).toBe("held");
    gates.pass(31);
    const probe = await gates.enter(gates.card());
    expect(probe.kind).toBe("admitted");
    await gates.bench.db
      .update(attempts)
      .set({ state: "accepted", jobId: probe.id })
      .where(eq(attempts.id, probe.id));
    await recordOutcome(gates.ctx(), "kling", { kind: "accepted", attemptId: probe.id });
    expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", by: "breaker" });
    await gates.end(probe.id, "succeeded");
    await recordOutcome(gates.ctx(), "kling", { kind: "delivered", attemptId: probe.id });
    expect((await gates.enter(gates.card())).kind).toBe("admitted");
  });
});
