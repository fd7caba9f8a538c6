import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Failure } from "#lib/contract/failure.ts";
import { createGateBench, type GateBench } from "#lib/testing/gates.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { breakerFailuresMax } from "./breaker.ts";
import { readHealth } from "./read-health.ts";
import { recordOutcome } from "./record-outcome.ts";
import { watchVendors } from "./watch-vendors.ts";

describe("what is known of a vendor", () => {
  let gates: GateBench;
  beforeAll(async () => {
    gates = await createGateBench();
  });
  beforeEach(() => gates.clear());
  afterAll(() => gates.bench.close());

  it("a refusal for money holds the vendor until a balance is read again, or for an hour", async () => {
    await recordOutcome(gates.ctx(), "kling", {
      kind: "failed",
      attemptId: "att_x",
      failure: failureOf({ kind: "quota", code: "provider_quota" }),
      wasAccepted: false,
    });
    expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", by: "balance" });
    expect((await readHealth(gates.ctx())).get("kling-3.0")).toMatchObject({ balanceOut: true });
    const vendor = createTestProvider("kling", {
      balance: async () => ({ availableMicros: 5_000_000, note: "500 units" }),
    });
    expect(await watchVendors(gates.ctx(vendor))).toEqual({ kling: "read" });
    expect((await gates.enter(gates.card())).kind).toBe("admitted");
    await gates.bench.connection.sql`update vendor_gates set balance_micros = 1000`;
    expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", by: "balance" });
    gates.pass(3601);
    expect((await gates.enter(gates.card())).kind).toBe("admitted");
  });

  it("a quota that the vendor says comes back is a pause, and no empty balance", async () => {
    await recordOutcome(gates.ctx(), "kling", {
      kind: "failed",
      attemptId: "att_x",
      failure: failureOf({ kind: "quota", code: "provider_quota", retryAfterSeconds: 40 }),
      wasAccepted: false,
    });
    expect(await gates.enter(gates.card())).toMatchObject({ kind: "held", by: "pause", seconds: 40 });
    expect((await readHealth(gates.ctx())).get("kling-3.0")).toMatchObject({ balanceOut: false });
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
    expect(await watchVendors(gates.ctx(mute, telling, createTestProvider("fal")))).toEqual({
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
      const { id } = await gates.enter(gates.card());
      const endedAt = new Date(gates.now().getTime() + seconds * 1000);
      await gates.end(id, state, { endedAt, ...(code && { failureCode: code }) });
    };
    await took(10, "succeeded", null);
    await took(30, "succeeded", null);
    await took(1, "failed_permanent", "provider_refused_policy");
    await took(99, "failed_permanent", "provider_failed");
    const health = await readHealth(gates.ctx());
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
    await gates.failSubmits(breakerFailuresMax);
    expect((await readHealth(gates.ctx())).get("kling-2.6")?.breaker).toBe("open");
    gates.pass(86_401);
    expect((await readHealth(gates.ctx())).get("kling-3.0")).toMatchObject({
      takes: 0,
      breaker: "half_open",
    });
  });
});
