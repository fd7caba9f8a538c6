import { expect, test } from "vitest";
import { dollarsOf, microsOf } from "./dollars.ts";

test("an amount is read as people type it, and nonsense is not an amount", () => {
  expect([microsOf("1.20"), microsOf("$0.05"), microsOf("1,5"), microsOf(".5"), microsOf(" ")]).toEqual([
    1_200_000,
    50_000,
    1_500_000,
    500_000,
    null,
  ]);
  for (const text of ["a lot", "-1", "1e9", ".", "1000"]) expect(microsOf(text)).toBeUndefined();
});

test("what is written is read back as the same amount", () => {
  for (const micros of [1_200_000, 2_500, 0, 999_990_000]) expect(microsOf(dollarsOf(micros))).toBe(micros);
  expect(dollarsOf(null)).toBe("");
});
