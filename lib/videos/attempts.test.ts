import { expect, it } from "vitest";
import { believableCost } from "./attempts.ts";

it.each([0, 1, 420_000, 1_000_000_000])("believes a vendor that a take cost %d", (told) => {
  expect(believableCost(told)).toBe(told);
});

it.each([null, undefined, -1, 0.5, 1_000_000_001, 1e36, Number.NaN, Number.POSITIVE_INFINITY])(
  "takes %s for no cost of a take",
  (told) => {
    expect(believableCost(told)).toBeUndefined();
  },
);
