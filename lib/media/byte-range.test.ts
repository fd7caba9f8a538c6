import fc from "fast-check";
import { expect, test } from "vitest";
import { byteRange } from "./byte-range.ts";

test.each([
  [null, 10, "all"],
  ["", 10, "all"],
  ["bytes=0-", 10, { start: 0, end: 9 }],
  ["bytes=0-0", 10, { start: 0, end: 0 }],
  ["bytes=3-5", 10, { start: 3, end: 5 }],
  ["bytes=3-500", 10, { start: 3, end: 9 }],
  ["bytes=9-", 10, { start: 9, end: 9 }],
  ["bytes=-4", 10, { start: 6, end: 9 }],
  ["bytes=-40", 10, { start: 0, end: 9 }],
  ["BYTES=1-2", 10, { start: 1, end: 2 }],
  ["bytes=10-", 10, "unsatisfiable"],
  ["bytes=10-20", 10, "unsatisfiable"],
  ["bytes=-0", 10, "unsatisfiable"],
  ["bytes=0-", 0, "unsatisfiable"],
  ["bytes=-5", 0, "unsatisfiable"],
  ["bytes=5-3", 10, "all"],
  ["bytes=-", 10, "all"],
  ["bytes=a-b", 10, "all"],
  ["bytes=1-2,4-5", 10, "all"],
  ["items=1-2", 10, "all"],
  ["bytes=99999999999999999999-", 10, "unsatisfiable"],
] as const)("%j of %i bytes is %j", (header, bytes, expected) => {
  expect(byteRange(header, bytes)).toEqual(expected);
});

test("whatever is asked for, a range lies inside the file", () => {
  const number = fc.oneof(fc.nat().map(String), fc.constant(""), fc.constant("0"));
  fc.assert(
    fc.property(number, number, fc.nat({ max: 5000 }), (first, last, bytes) => {
      const range = byteRange(`bytes=${first}-${last}`, bytes);
      if (typeof range === "string") return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(bytes);
    }),
  );
});
