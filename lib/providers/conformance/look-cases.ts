import { describe, expect, it } from "vitest";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

/** What makes a look say nothing; a short patience cuts off what does not end. */
const silent: readonly [fault: string, argument: string | undefined, patienceMs: number | undefined][] = [
  ["status", "500", undefined],
  ["status", "502", undefined],
  ["status", "503", undefined],
  ["status", "429", undefined],
  ["status", "401", undefined],
  ["rate", undefined, undefined],
  ["auth", undefined, undefined],
  ["server", undefined, undefined],
  ["refuse-before-accept", undefined, undefined],
  ["drop", undefined, undefined],
  ["reset-after-accept", undefined, undefined],
  ["garbage", undefined, undefined],
  ["html", undefined, undefined],
  ["html", "404", undefined],
  ["html", "503", undefined],
  ["truncate", undefined, undefined],
  ["redirect", undefined, undefined],
  ["huge", "8", undefined],
  ["hang", undefined, 500],
  ["drip", "200", 500],
  ["endless", undefined, 700],
];

export function lookCases(vendor: VendorCase, getBench: GetBench): void {
  describe("a look", () => {
    it.each(silent)(
      "that meets %s %s knows nothing, and the next one does",
      async (fault, argument, patience) => {
        const bench = getBench();
        const operation = await bench.accepted(bench.request("[[slow:30]]"));
        const from = bench.provider(patience === undefined ? {} : { totalTimeoutMs: patience });
        const place = { fault, dialect: vendor.name, door: "status" as const, times: 1 };
        bench.simulator.faults.place({ ...place, ...(argument !== undefined && { argument }) });
        const seen = await from.observe(operation).catch((error: unknown) => error);
        if (fault === "html" && argument === "404") expect(["missing", undefined]).toContain(kindOf(seen));
        else {
          expect(seen).toBeInstanceOf(Error);
          expect(String(seen)).not.toContain("paper boat");
        }
        expect((await bench.usual.observe(operation)).kind).toBe("pending");
        expect(bench.books().tasks).toBe(1);
      },
    );

    it("at a word that nobody documented goes on waiting", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request("[[unknown-status*3@status]]"));
      for (let look = 0; look < 3; look += 1) {
        const seen = await bench.usual.observe(operation).catch(() => undefined);
        if (seen) expect(["pending", "succeeded"]).toContain(seen.kind);
      }
      expect((await bench.endOf(operation))?.kind).toBe("succeeded");
    });

    it("at a job that the vendor has forgotten says that it is missing", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request("[[404-after:2]] [[slow:30]]"));
      const looks = [];
      for (let look = 0; look < 3; look += 1) looks.push((await bench.usual.observe(operation)).kind);
      expect(looks).toEqual(["pending", "pending", "missing"]);
      expect(await bench.usual.observe(vendor.operation)).toEqual({ kind: "missing" });
    });

    it("takes a state that flips as it comes, and ends with the delivery", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request("[[flip-status*30]]"));
      const seen = await bench.follow(operation);
      expect(seen.at(-1)?.kind).toBe("succeeded");
      expect(new Set(seen.map(({ kind }) => kind))).toEqual(new Set(["pending", "succeeded"]));
      expect((await bench.usual.observe(operation)).kind).toMatch(/pending|succeeded/);
    });

    it("reads no handle but its own", async () => {
      const { usual } = getBench();
      for (const operation of [{}, { id: 7 }, { taskId: null }])
        await expect(usual.observe(operation)).rejects.toThrow();
    });
  });
}

const kindOf = (seen: unknown): unknown =>
  typeof seen === "object" && seen !== null && "kind" in seen ? seen.kind : undefined;
