import { describe, expect, it } from "vitest";
import { failureIn } from "#lib/testing/follow-job.ts";
import { startReceiver } from "#simulator/testing/receiver.ts";
import type { Bench } from "./bench.ts";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

/** Answers that get lost although the vendor has taken the job; a short patience cuts off what does not end. */
const lost: readonly [fault: string, patienceMs: number | undefined][] = [
  ["reset-after-accept", undefined],
  ["hang@submit", 500],
  ["garbage@submit", undefined],
  ["html@submit", undefined],
  ["html:502@submit", undefined],
  ["truncate@submit", undefined],
  ["drip:200@submit", 500],
  ["endless@submit", undefined],
  ["huge:8@submit", undefined],
];

const unclear = { kind: "ambiguous", code: "submit_ambiguous" };

export function silenceCases(vendor: VendorCase, getBench: GetBench): void {
  describe("a submission whose answer is lost", () => {
    it.each(lost)("to %s may have been taken, and is not sent again", async (fault, wait) => {
      const bench = getBench();
      const short = vendor.takesLargeAnswers ? 700 : undefined;
      const totalTimeoutMs = wait ?? (fault.startsWith("endless") ? short : undefined);
      const patience = totalTimeoutMs === undefined ? {} : { totalTimeoutMs };
      const from = bench.provider(patience);
      const outcome = await bench.submit(bench.request(`[[${fault}]]`), from);
      expect(failureIn(outcome)).toMatchObject(unclear);
      expect(bench.books().tasks).toBe(1);
    });

    it("because the connection broke may have been taken, though it was not", async () => {
      const bench = getBench();
      const outcome = await bench.submit(bench.request("[[drop@submit]]"));
      expect(failureIn(outcome)).toMatchObject(unclear);
      expect(bench.books().tasks).toBe(0);
    });

    it("because nobody is there was never sent", async () => {
      const bench = getBench();
      const nowhere = bench.provider({ origin: "http://127.0.0.1:9" });
      const outcome = await bench.submit(bench.request(), nowhere, 0);
      expect(failureIn(outcome)).toMatchObject({ kind: "transient", code: "provider_unavailable" });
    });

    if (vendor.foundBy)
      it("is found again, and nothing else is", async () => {
        const bench = getBench();
        const receiver = await startReceiver();
        const callbackUrl = vendor.foundBy === "callback" ? `${receiver.url}/hook?attempt=abc` : undefined;
        await bench.accepted(bench.request("[[slow:9]]", { callbackUrl }));
        const asked = bench.request("[[reset-after-accept]] [[slow:9]]", { callbackUrl });
        expect(await bench.usual.findByToken?.(asked.attemptId)).toBeUndefined();
        expect(failureIn(await bench.submit(asked))).toMatchObject(unclear);
        await bench.accepted(bench.request("[[slow:9]]", { callbackUrl }));
        const found = await bench.usual.findByToken?.(asked.attemptId);
        const [, second] = bench.simulator.ledger.list().toReversed();
        expect(found?.kind).toBe("accepted");
        expect(JSON.stringify(found)).toContain(second?.id);
        expect(await bench.usual.findByToken?.("att_unheard")).toBeUndefined();
        expect(bench.books().tasks).toBe(3);
        await mustThrowWhileSilent(bench, vendor, asked.attemptId);
        await receiver.close();
      });

    if (vendor.name === "generic")
      it("is sent again under its key, also with a picture whose address was signed anew, and starts nothing", async () => {
        const bench = getBench();
        const picture = (signature: string) => ({
          mimeType: "image/png",
          bytes: 3,
          url: `https://pictures.example.com/mug.png?signature=${signature}`,
          read: async () => new Uint8Array(3),
        });
        const asked = bench.request("[[reset-after-accept*1]]", { sources: [picture("one")] });
        expect(failureIn(await bench.submit(asked))).toMatchObject(unclear);
        const operation = await bench.accepted({ ...asked, sources: [picture("two")] });
        expect(bench.books().tasks).toBe(1);
        expect(operation.videoId).toBe(bench.simulator.ledger.list()[0]?.id);
        const other = await bench.submit({ ...asked, prompt: "Something else" });
        expect(failureIn(other)).toMatchObject(unclear);
        expect(bench.books().tasks).toBe(1);
      });
  });
}

/** A search that the vendor does not answer must not say that there is no such job. */
async function mustThrowWhileSilent(bench: Bench, vendor: VendorCase, attemptId: string): Promise<void> {
  for (const fault of ["server", "garbage", "html", "rate", "auth"]) {
    bench.simulator.faults.place({ fault, dialect: vendor.name, door: "status", times: 1 });
    await expect(bench.usual.findByToken?.(attemptId), fault).rejects.toThrow();
  }
}
