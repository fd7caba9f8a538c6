import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect } from "#db/client.ts";
import { attempts, vendorGates } from "#db/schema/index.ts";
import { type Context, transact, type User } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { newId } from "#lib/ids.ts";
import { cardOf } from "#lib/models/cards.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { breakerFailuresMax } from "./breaker.ts";
import { readHealth } from "./read-health.ts";
import { recordOutcome } from "./record-outcome.ts";
import { type Admission, admit } from "./vendor-gate.ts";
import { watchVendors } from "./watch-vendors.ts";

const kling = cardOf("kling-3.0");
if (!kling) throw new Error("there is no Kling 3.0");
const failure = (change: Partial<Failure> = {}): Failure => ({
  kind: "transient",
  code: "provider_unavailable",
  message: "It does not answer.",
  ...change,
});

describe("vendor gate", () => {
  let bench: TestBench;
  let owner: User;
  let videoIds: string[];
  let clock: Date;
  const ctx = () => bench.context(worker, {}, () => clock);
  const pass = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };

  beforeAll(async () => {
    bench = await createBench(40);
    owner = await bench.person("creator", "unlimited");
    await bench.connection
      .sql`insert into quota_overrides (user_id, "window", videos_max, set_by) values (${owner.id}, 'concurrent', 1000, ${owner.id})`;
    videoIds = await Promise.all(Array.from({ length: 100 }, () => videoIn(bench, owner, "queued")));
  });
  beforeEach(async () => {
    clock = new Date();
    await bench.connection.sql`truncate attempts, vendor_gates cascade`;
  });
  afterAll(() => bench.close());

  const card = (change: Partial<ModelCard> = {}): ModelCard => ({
    ...kling,
    concurrencyMax: 1000,
    submitsPerMinuteMax: 6000,
    ...change,
  });
  let place = 0;
  /** One admission with its attempt, in a transaction of its own, as `submitVideo` does it. */
  const enter = (asked = card(), inner: Context = ctx()) =>
    transact(inner, async (tx): Promise<Admission & { id: string }> => {
      const id = newId("attempt");
      const admission = await admit(tx, { card: asked, attemptId: id, priceMicros: 420_000 });
      if (admission.kind === "admitted")
        await tx.db.insert(attempts).values({
          id,
          videoId: videoIds[place++ % 100] ?? "",
          number: place,
          round: 1,
          provider: asked.provider,
          model: asked.id,
          state: "intent",
          tokenHash: id,
          createdAt: clock,
          deadlineAt: new Date(clock.getTime() + 1_800_000),
        });
      return { ...admission, id };
    });
  const end = (id: string, state: "succeeded" | "failed_retryable" | "canceled") =>
    bench.db
      .update(attempts)
      .set({
        state,
        acceptedAt: clock,
        endedAt: clock,
        failureCode: state === "failed_retryable" ? "provider_failed" : null,
      })
      .where(eq(attempts.id, id));
  const admitted = (all: Admission[]) => all.filter(({ kind }) => kind === "admitted");
  const gate = async () => {
    const [row] = await bench.db.select().from(vendorGates).where(eq(vendorGates.provider, "kling"));
    if (!row) throw new Error("there is no gate");
    return row;
  };
  const failSubmits = async (count: number) => {
    for (let made = 0; made < count; made++)
      await recordOutcome(ctx(), "kling", {
        kind: "failed",
        attemptId: `att_${made}`,
        failure: failure(),
        wasAccepted: false,
      });
  };

  it("of a hundred at once over several processes admits exactly the ten places of a model", async () => {
    const other = connect(bench.url, 20);
    try {
      const asked = card({ concurrencyMax: 10 });
      const all = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          enter(asked, index % 2 ? { ...ctx(), db: other.db } : ctx()),
        ),
      );
      expect(admitted(all)).toHaveLength(10);
      const held = all.filter((one) => one.kind === "held");
      expect(new Set(held.map(({ by }) => by))).toEqual(new Set(["place"]));
    } finally {
      await other.close();
    }
  });

  it("counts a vendor's models together, and gives a place back when a take ends", async () => {
    const [one, two] = [card({ concurrencyMax: 5 }), { ...card({ concurrencyMax: 5 }), id: "kling-2.6" }];
    const first = await Promise.all([enter(one), enter(one), enter(one), enter(two), enter(two)]);
    expect(admitted(first)).toHaveLength(5);
    expect(await enter(two)).toMatchObject({ kind: "held", by: "place" });
    await end(first[0]?.id ?? "", "succeeded");
    expect((await enter(two)).kind).toBe("admitted");
  });

  it("counts a take whose answer was lost until its deadline", async () => {
    const asked = card({ concurrencyMax: 5 });
    const all = await Promise.all(Array.from({ length: 5 }, () => enter(asked)));
    await bench.db
      .update(attempts)
      .set({ state: "ambiguous" })
      .where(eq(attempts.id, all[0]?.id ?? ""));
    expect((await enter(asked)).kind).toBe("held");
    pass(1801);
    expect((await enter(asked)).kind).toBe("admitted");
  });

  it("lets a minute's allowance pass at once, and afterwards one as its share of the minute is over", async () => {
    const asked = card({ submitsPerMinuteMax: 10 });
    const all = await Promise.all(Array.from({ length: 40 }, () => enter(asked)));
    expect(admitted(all)).toHaveLength(10);
    const held = await enter(asked);
    expect(held).toEqual({ kind: "held", by: "rate", seconds: 6, id: held.id });
    pass(6);
    expect(admitted([await enter(asked), await enter(asked)])).toHaveLength(1);
    pass(3600);
    expect(admitted(await Promise.all(Array.from({ length: 40 }, () => enter(asked))))).toHaveLength(10);
  });

  it("waits as long as the vendor asked, the longest of several, and never less", async () => {
    const busy = (retryAfterSeconds: number) =>
      recordOutcome(ctx(), "kling", {
        kind: "failed",
        attemptId: "att_x",
        failure: failure({ retryAfterSeconds }),
        wasAccepted: false,
      });
    await busy(90);
    await busy(20);
    expect(await enter()).toMatchObject({ kind: "held", by: "pause", seconds: 90 });
    pass(89);
    expect(await enter()).toMatchObject({ kind: "held", seconds: 1 });
    pass(1);
    expect((await enter()).kind).toBe("admitted");
  });

  it("a breaker opened by one process is open for all, and parallel failures are all counted", async () => {
    const other = connect(bench.url, 20);
    try {
      await Promise.all(
        Array.from({ length: breakerFailuresMax }, (_, index) =>
          recordOutcome(index % 2 ? { ...ctx(), db: other.db } : ctx(), "kling", { kind: "silent" }),
        ),
      );
      expect(await enter(card(), { ...ctx(), db: other.db })).toMatchObject({ kind: "held", by: "breaker" });
      expect(await enter()).toMatchObject({ kind: "held", by: "breaker", seconds: 30 });
    } finally {
      await other.close();
    }
  });

  it("refusals of the request never open it, and an accepted job between failures breaks the row", async () => {
    for (const kind of ["policy", "invalid", "quota"] as const)
      for (let made = 0; made < 6; made++)
        await recordOutcome(ctx(), "kling", {
          kind: "failed",
          attemptId: "att_x",
          failure: failure({ kind, code: "provider_rejected_input" }),
          wasAccepted: false,
        });
    await failSubmits(breakerFailuresMax - 1);
    await recordOutcome(ctx(), "kling", { kind: "accepted", attemptId: "att_y" });
    await failSubmits(breakerFailuresMax - 1);
    expect(await gate()).toMatchObject({ openUntil: null, failures: breakerFailuresMax - 1 });
  });

  it("after its pause exactly one of many passes as the probe, and the rest wait for its end", async () => {
    await failSubmits(breakerFailuresMax);
    pass(31);
    const all = await Promise.all(Array.from({ length: 30 }, () => enter()));
    expect(admitted(all)).toHaveLength(1);
    const probe = all.find(({ kind }) => kind === "admitted");
    await recordOutcome(ctx(), "kling", { kind: "accepted", attemptId: probe?.id ?? "" });
    expect(await gate()).toMatchObject({ openUntil: null, probeAttemptId: null, failures: 0 });
    expect((await enter()).kind).toBe("admitted");
  });

  it("a probe that fails opens it again for everyone; one that was canceled lets another try", async () => {
    await failSubmits(breakerFailuresMax);
    pass(31);
    const canceled = await enter();
    await end(canceled.id, "canceled");
    const probe = await enter();
    expect(probe.kind).toBe("admitted");
    await recordOutcome(ctx(), "kling", {
      kind: "failed",
      attemptId: probe.id,
      failure: failure(),
      wasAccepted: false,
    });
    expect(await enter()).toMatchObject({ kind: "held", by: "breaker", seconds: 31 });
  });

  it("jobs that are taken and always fail open it too, and then only a delivered one closes it", async () => {
    for (let made = 0; made < breakerFailuresMax; made++) {
      const { id } = await enter();
      await recordOutcome(ctx(), "kling", { kind: "accepted", attemptId: id });
      await end(id, "failed_retryable");
      pass(1);
      await recordOutcome(ctx(), "kling", {
        kind: "failed",
        attemptId: id,
        failure: failure({ code: "provider_failed" }),
        wasAccepted: true,
      });
    }
    expect((await enter()).kind).toBe("held");
    pass(31);
    const probe = await enter();
    expect(probe.kind).toBe("admitted");
    await bench.db.update(attempts).set({ state: "accepted" }).where(eq(attempts.id, probe.id));
    await recordOutcome(ctx(), "kling", { kind: "accepted", attemptId: probe.id });
    expect(await enter()).toMatchObject({ kind: "held", by: "breaker" });
    await end(probe.id, "succeeded");
    await recordOutcome(ctx(), "kling", { kind: "delivered", attemptId: probe.id });
    expect((await enter()).kind).toBe("admitted");
  });

  it("a refusal for money holds the vendor until a balance is read again, or for an hour", async () => {
    await recordOutcome(ctx(), "kling", {
      kind: "failed",
      attemptId: "att_x",
      failure: failure({ kind: "quota", code: "provider_quota" }),
      wasAccepted: false,
    });
    expect(await enter()).toMatchObject({ kind: "held", by: "balance" });
    expect((await readHealth(ctx())).get("kling-3.0")).toMatchObject({ balanceOut: true });
    const vendor = createTestProvider("kling", {
      balance: async () => ({ availableMicros: 5_000_000, note: "500 units" }),
    });
    const watching = bench.context(worker, { providers: createRegistry([vendor]) }, () => clock);
    expect(await watchVendors(watching)).toEqual({ kling: "read" });
    expect((await enter()).kind).toBe("admitted");
    await bench.connection.sql`update vendor_gates set balance_micros = 1000`;
    expect(await enter()).toMatchObject({ kind: "held", by: "balance" });
    pass(3601);
    expect((await enter()).kind).toBe("admitted");
  });

  it("a vendor that does not tell its balance keeps the last reading, and spoils no other's", async () => {
    const mute = createTestProvider("kling", {
      balance: async () => {
        throw new Error("no answer");
      },
    });
    const telling = createTestProvider("runway", {
      balance: async () => ({ availableMicros: null, note: "some" }),
    });
    const providers = createRegistry([mute, telling, createTestProvider("fal")]);
    expect(await watchVendors(bench.context(worker, { providers }, () => clock))).toEqual({
      kling: "silent",
      runway: "read",
    });
  });

  it("reads the last day: speed of delivered takes, share of failed ones, refused requests left out", async () => {
    const took = async (
      seconds: number,
      state: "succeeded" | "failed_permanent",
      code: Failure["code"] | null,
    ) => {
      const { id } = await enter();
      await bench.db
        .update(attempts)
        .set({ state, failureCode: code, endedAt: new Date(clock.getTime() + seconds * 1000) })
        .where(eq(attempts.id, id));
    };
    await took(10, "succeeded", null);
    await took(30, "succeeded", null);
    await took(1, "failed_permanent", "provider_refused_policy");
    await took(99, "failed_permanent", "provider_failed");
    const health = await readHealth(ctx());
    expect(health.get("kling-3.0")).toEqual({
      breaker: "closed",
      balanceOut: false,
      p50Seconds: 20,
      p95Seconds: 29,
      failureRate: 1 / 3,
      takes: 3,
    });
    expect(health.get("kling-2.6")).toMatchObject({ takes: 0, p50Seconds: null, failureRate: null });
    expect(health.has("runway-gen4.5")).toBe(false);
    await failSubmits(breakerFailuresMax);
    expect((await readHealth(ctx())).get("kling-2.6")?.breaker).toBe("open");
    pass(86_401);
    expect((await readHealth(ctx())).get("kling-3.0")).toMatchObject({ takes: 0, breaker: "half_open" });
  });
});
