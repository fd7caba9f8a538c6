import { afterEach, describe, expect, it } from "vitest";
import { startReceiver } from "#simulator/testing/receiver.ts";
import type { Observation, Operation } from "../types.ts";
import type { Bench } from "./bench.ts";
import { hostileIds } from "./hostile-ids.ts";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

/** Links are made anew for each look. */
const told = (seen: Observation | undefined): unknown =>
  seen?.kind === "succeeded" ? { ...seen, outputs: seen.outputs.length } : seen;

/** The same job by its id alone, as an admin or a callback names it. */
function learned(bench: Bench, operation: Operation): Operation {
  const id = bench.usual.jobIdOf(operation);
  const again = bench.usual.operationFor(id, bench.request().card);
  if (!again) throw new Error(`${id} is not taken for an id`);
  expect(bench.usual.jobIdOf(again)).toBe(id);
  return again;
}

export function idCases(vendor: VendorCase, getBench: GetBench): void {
  describe("the id of a job", () => {
    let receiver: Awaited<ReturnType<typeof startReceiver>> | undefined;
    afterEach(() => receiver?.close());

    it("alone leads to the same job, and is not another one's", async () => {
      const bench = getBench();
      const first = await bench.accepted(bench.request());
      const second = await bench.accepted(bench.request("[[fail]]"));
      expect(bench.usual.jobIdOf(first)).not.toBe(bench.usual.jobIdOf(second));
      for (const operation of [first, second]) {
        const seen = await bench.endOf(operation);
        expect(told(await bench.usual.observe(learned(bench, operation)))).toEqual(told(seen));
      }
    });

    if (vendor.canceled)
      it("alone is enough to cancel the job", async () => {
        const bench = getBench();
        const operation = await bench.accepted(bench.request("[[slow:20]]"));
        await bench.usual.cancel?.(learned(bench, operation));
        expect((await bench.usual.observe(operation)).kind).toBe(vendor.canceled?.waiting);
      });

    it("of ours is in the vendor's books, where its submissions have a place for it", async () => {
      const bench = getBench();
      receiver = await startReceiver();
      const callbackUrl = `${receiver.url}/api/webhooks/vendor?attempt=unguessable`;
      const asked = bench.request("", { callbackUrl });
      await bench.endOf(await bench.accepted(asked));
      const [entry] = bench.simulator.ledger.list();
      expect(entry?.externalId).toBe(vendor.takesOurId ? asked.attemptId : undefined);
      expect(entry?.callbackToken).toBe(vendor.callback ? "unguessable" : undefined);
    });

    it.each(hostileIds.map((id) => [JSON.stringify(id).slice(0, 40), id]))(
      "is never %s",
      (_title, hostile) => {
        const { usual, request } = getBench();
        expect(usual.operationFor(hostile, request().card)).toBeUndefined();
        for (const key of ["id", "task_id", "requestId", "request_id", "session_id"])
          expect(usual.jobOf?.({ [key]: hostile, status: "x", payload: { status: "x" } })).toBeUndefined();
        expect(usual.jobOf?.({ type: "x", data: { id: hostile } })).toBeUndefined();
      },
    );

    it("is named by every callback about it, where there are callbacks", async () => {
      const bench = getBench();
      const { callback } = vendor;
      expect(bench.usual.jobOf !== undefined).toBe(callback !== undefined);
      for (const payload of [{}, { id: null }, { id: 7, task_id: {} }, { data: {} }, { payload: [] }])
        expect(bench.usual.jobOf?.(payload)).toBeUndefined();
      if (!callback) return;
      const fresh = bench.provider();
      for (const fault of ["", "[[fail]]", "[[late-policy]]"]) {
        await receiver?.close();
        receiver = await startReceiver();
        const callbackUrl = `${receiver.url}/api/webhooks/vendor?attempt=unguessable`;
        const operation = await bench.accepted(bench.request(fault, { callbackUrl }));
        await bench.endOf(operation);
        for (const { headers, body } of await receiver.arrived(callback.messages)) {
          const facts = await fresh.verifyWebhook?.({ headers, rawBody: body, now: new Date() });
          expect(bench.usual.jobOf?.(facts?.payload ?? {})).toBe(bench.usual.jobIdOf(operation));
        }
      }
    });
  });
}
