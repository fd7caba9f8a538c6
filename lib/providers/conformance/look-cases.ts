import { describe, expect, it } from "vitest";
import { startRelay } from "./relay.ts";
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
  ["html", "503", undefined],
  ["truncate", undefined, undefined],
  ["redirect", undefined, undefined],
  ["huge", "8", undefined],
  ["hang", undefined, 250],
  ["drip", "100", 250],
  ["endless", undefined, undefined],
];

/** Well below the usual patience: what does not end is cut off by its size. */
const sizeCapMs = 15_000;

export function lookCases(vendor: VendorCase, getBench: GetBench): void {
  describe("a look", () => {
    it.each(silent)(
      "that meets %s %s knows nothing, and the next one does",
      async (fault, argument, patience) => {
        const bench = getBench();
        const short = vendor.takesLargeAnswers ? 400 : undefined;
        const totalTimeoutMs = patience ?? (fault === "endless" ? short : undefined);
        const operation = await bench.accepted(bench.request("[[slow:30]]"));
        const from = bench.provider(totalTimeoutMs === undefined ? {} : { totalTimeoutMs });
        const place = { fault, dialect: vendor.name, door: "status" as const, times: 1 };
        bench.simulator.faults.place({ ...place, ...(argument !== undefined && { argument }) });
        const seen = await from.observe(operation).catch((error: unknown) => error);
        expect(seen).toBeInstanceOf(Error);
        expect(String(seen)).not.toContain("paper boat");
        expect((await bench.usual.observe(operation)).kind).toBe("pending");
        expect(bench.books().tasks).toBe(1);
      },
      sizeCapMs,
    );

    it("at a word that nobody documented goes on waiting, also where the job is over", async () => {
      const bench = getBench();
      for (const fault of ["", "[[fail]]"]) {
        const operation = await bench.accepted(bench.request(fault));
        const end = await bench.endOf(operation);
        const unheard = { fault: "unknown-status", dialect: vendor.name, door: "status", times: 1 } as const;
        bench.simulator.faults.place(unheard);
        const seen = await bench.usual.observe(operation);
        expect(seen.kind).toBe(vendor.tells.words ? "pending" : end?.kind);
      }
    });

    it("at a delivery under the status of an error knows nothing", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request());
      await bench.endOf(operation);
      const relay = await startRelay(bench.simulator.origin, () => ({ status: 500 }));
      await expect(bench.provider({ origin: relay.origin }).observe(operation)).rejects.toThrow("500");
      await relay.close();
      expect(relay.heard).toHaveLength(1);
    });

    it("whose last question is refused for our key or our pace does not blame the job", async () => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request());
      await bench.endOf(operation);
      const plain = await startRelay(bench.simulator.origin, () => undefined);
      expect((await bench.provider({ origin: plain.origin }).observe(operation)).kind).toBe("succeeded");
      await plain.close();
      const last = plain.heard.length;
      for (const { status, body } of vendor.refusals.filter(({ status }) =>
        [401, 403, 429].includes(status),
      )) {
        const own = { status, body: typeof body === "string" ? body : JSON.stringify(body) };
        const relay = await startRelay(bench.simulator.origin, (count) => (count === last ? own : undefined));
        await expect(bench.provider({ origin: relay.origin }).observe(operation)).rejects.toThrow();
        await relay.close();
      }
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
