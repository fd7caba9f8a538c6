import { expect, it } from "vitest";
import { type FailureCode, failureCopy, nextStepAfter } from "./failure.ts";

const codes = Object.keys(failureCopy).filter((code): code is FailureCode => code in failureCopy);

it.each(codes)("%s never says that nothing was charged where something was", (code) => {
  expect(nextStepAfter(code, 600_000)).toMatch(/The vendor charged for it all the same\.$/);
  expect(nextStepAfter(code, 600_000)).not.toMatch(/not charged/);
  expect(failureCopy[code].nextStep).not.toMatch(/charged/);
});

it("promises nothing about the money of a lost answer", () => {
  expect(nextStepAfter("submit_ambiguous", 0)).not.toMatch(/charged/);
  expect(nextStepAfter("provider_failed", 0)).toMatch(/You were not charged\.$/);
});
