import { expect, test } from "vitest";
import { decideInput } from "#lib/contract/incident.ts";
import { chargedHint, type DecideDraft, firstDraft, inputOf } from "./decide-form.ts";

const draft: DecideDraft = { note: "I looked", jobId: "  job-7 ", micros: 420_000 };

test("each act sends exactly what the API takes", () => {
  const sent = (["adopt", "write_off", "resubmit"] as const).map((outcome) => inputOf(outcome, draft));
  expect(sent.map((input) => decideInput.parse(input))).toEqual([
    { outcome: "adopt", note: "I looked", jobId: "job-7" },
    { outcome: "write_off", note: "I looked", chargedMicros: 420_000 },
    { outcome: "resubmit", note: "I looked", priceMaxMicros: 420_000 },
  ]);
  expect(inputOf("adopt", { ...draft, jobId: " " })).toEqual({ outcome: "adopt", note: "I looked" });
});

test("a take whose clip is finished is written off at its price unless somebody knows better, another at nothing", () => {
  const refused = { reason: "output_refused", reservedMicros: 420_000 } as const;
  const lost = { ...refused, reason: "lost_job" } as const;
  expect(firstDraft("write_off", refused).micros).toBe(420_000);
  expect(firstDraft("write_off", lost).micros).toBe(0);
  expect(firstDraft("resubmit", lost).micros).toBe(420_000);
  expect(chargedHint(refused)).not.toBe(chargedHint(lost));
});

test("without an amount nothing is sent that costs or books one", () => {
  expect(inputOf("write_off", { ...draft, micros: null })).toBeUndefined();
  expect(inputOf("resubmit", { ...draft, micros: null })).toBeUndefined();
  expect(inputOf("write_off", { ...draft, micros: 0 })).toMatchObject({ chargedMicros: 0 });
});
