import { describe, expect, it } from "vitest";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

export function cancelCases(vendor: VendorCase, getBench: GetBench): void {
  const { canceled } = vendor;
  if (!canceled) return;

  describe("canceling", () => {
    it("a take that waits stops it, may be said twice, and costs nothing", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request("[[slow:20]]"));
      await bench.usual.cancel?.(operation);
      await bench.usual.cancel?.(operation);
      expect(await bench.usual.observe(operation)).toMatchObject({ kind: canceled.waiting });
      expect(bench.books()).toMatchObject({ tasks: 1, chargedMicros: 0, heldMicros: 0 });
    });

    it("a take that runs stops it, where the vendor stops what runs", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request("[[slow:0.7]]"));
      const isRunning = () => bench.simulator.core.list(vendor.name)[0]?.state === "running";
      await bench.follow(operation, isRunning);
      await bench.usual.cancel?.(operation);
      const seen = await bench.endOf(operation);
      expect(seen?.kind).toBe(canceled.running);
      expect(bench.books().chargedMicros > 0).toBe(canceled.running === "succeeded");
    });

    it("a take that is over leaves what it came to in the vendor's records; one that nobody knows is calm", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request());
      const end = await bench.endOf(operation);
      await bench.usual.cancel?.(operation);
      expect(await bench.usual.observe(operation)).toMatchObject({ kind: end?.kind });
      expect(bench.books()).toMatchObject({ tasks: 1, heldMicros: 0 });
      await expect(bench.usual.cancel?.(vendor.operation)).resolves.toBeUndefined();
    });

    it.each(["status:500", "auth", "rate", "reset-after-accept", "redirect"])(
      "says so when it meets %s, since nothing is known then",
      async (fault) => {
        const bench = getBench();
        const operation = await bench.accepted(bench.request("[[slow:20]]"));
        const [name = "", argument] = fault.split(":");
        const place = { fault: name, dialect: vendor.name, door: "cancel" as const };
        bench.simulator.faults.place({ ...place, ...(argument !== undefined && { argument }) });
        await expect(bench.usual.cancel?.(operation)).rejects.toThrow();
      },
    );
  });
}
