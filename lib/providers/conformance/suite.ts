import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from "vitest";
import { type Bench, startBench } from "./bench.ts";
import { callbackCases } from "./callback-cases.ts";
import { cancelCases } from "./cancel-cases.ts";
import { capabilityCases } from "./capability-cases.ts";
import { deliveryCases } from "./delivery-cases.ts";
import { errorTableCases } from "./error-table-cases.ts";
import { hostileAnswerCases } from "./hostile-answer-cases.ts";
import { idCases } from "./id-cases.ts";
import { lookCases } from "./look-cases.ts";
import { pictureCases } from "./picture-cases.ts";
import { refusalCases } from "./refusal-cases.ts";
import { silenceCases } from "./silence-cases.ts";
import type { VendorCase } from "./vendor-case.ts";

/** The running bench; there is one only while tests run. */
export type GetBench = () => Bench;

const groups = [
  capabilityCases,
  deliveryCases,
  pictureCases,
  callbackCases,
  idCases,
  cancelCases,
  refusalCases,
  silenceCases,
  lookCases,
  errorTableCases,
  hostileAnswerCases,
];

/** What every adapter owes its port, proven against the simulator of its vendor. */
export function provesConformance(vendor: VendorCase): void {
  describe(`the adapter of ${vendor.name}`, () => {
    let bench: Bench | undefined;
    const getBench = (): Bench => {
      if (!bench) throw new Error("the bench has not started");
      return bench;
    };
    beforeAll(async () => {
      bench = await startBench(vendor);
    });
    beforeEach(() => getBench().simulator.reset());
    afterEach(() => expect(getBench().stumbles(), "stumbles of the simulator").toEqual([]));
    afterAll(() => bench?.close());
    for (const group of groups) group(vendor, getBench);
  });
}
