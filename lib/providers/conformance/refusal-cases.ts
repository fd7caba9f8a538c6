import { describe, expect, it } from "vitest";
import type { FailureKind } from "#lib/contract/failure.ts";
import { failureIn } from "#lib/testing/follow-job.ts";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

/** What the vendors' own refusals, and answers that are not theirs, come to. Nothing is accepted in any of them. */
const refusals: readonly [fault: string, kind: FailureKind][] = [
  ["invalid", "invalid"],
  ["quota", "quota"],
  ["auth", "auth"],
  ["concurrency", "transient"],
  ["rate", "transient"],
  ["refuse-before-accept", "transient"],
  ["server", "ambiguous"],
  ["status:429", "transient"],
  ["status:401", "auth"],
  ["status:408", "ambiguous"],
  ["status:500@submit", "ambiguous"],
  ["status:502@submit", "ambiguous"],
  ["status:503@submit", "ambiguous"],
  ["status:504@submit", "ambiguous"],
  ["redirect@submit", "unknown"],
  ["redirect:loop@submit", "unknown"],
  ["redirect:away@submit", "unknown"],
];

export function refusalCases(vendor: VendorCase, getBench: GetBench): void {
  describe("a submission that is refused", () => {
    it.each(refusals)("by %s comes to %s", async (fault, usual) => {
      const bench = getBench();
      const word = fault.includes("@") ? fault : `${fault}@submit`;
      const outcome = await bench.submit(bench.request(`[[${word}]]`));
      expect(failureIn(outcome)).toMatchObject({ kind: vendor.said?.[fault] ?? usual });
      expect(bench.books().tasks).toBe(0);
    });

    it("for its words is told as policy, at once or later, and costs nothing", async () => {
      const bench = getBench();
      const outcome = await bench.submit(bench.request("[[policy]]"));
      const seen = outcome.kind === "accepted" ? await bench.endOf(outcome.operation) : outcome;
      expect(seen && failureIn(seen)).toMatchObject({ kind: "policy", code: "provider_refused_policy" });
      expect(bench.books()).toMatchObject({ chargedMicros: 0, heldMicros: 0 });
    });

    it("for want of money is told by the vendor's own balance", async () => {
      const bench = getBench();
      bench.simulator.ledger.setBalance(vendor.name, 1);
      const outcome = await bench.submit(bench.request());
      expect(failureIn(outcome)).toMatchObject({ kind: "quota", code: "provider_quota" });
      expect(bench.books().tasks).toBe(0);
    });

    it("for now tells the pause, in seconds and as a date", async () => {
      const bench = getBench();
      const inSeconds = await bench.submit(bench.request("[[retry-after:7]]"));
      expect(failureIn(inSeconds)?.retryAfterSeconds).toBe(7);
      const date = new Date(Date.now() + 90_000).toUTCString();
      bench.simulator.faults.place({
        fault: "retry-after",
        argument: date,
        dialect: vendor.name,
        door: "submit",
      });
      const byDate = failureIn(await bench.submit(bench.request()));
      expect(byDate?.retryAfterSeconds).toBeGreaterThan(80);
      expect(byDate?.retryAfterSeconds).toBeLessThanOrEqual(90);
      expect(bench.books().tasks).toBe(0);
    });
  });
}
