import { expect, it } from "vitest";
import { instant } from "./instant.ts";

it.each([
  ["2026-11-21T08:00:00Z", true],
  ["0001-01-01T00:00:00Z", true],
  ["0000-12-31T23:59:59Z", false],
  ["-000001-01-01T00:00:00Z", false],
  ["2026-11-21T08:00:00+01:00", false],
  ["2026-02-30T08:00:00Z", false],
  ["2026-11-21", false],
])("%s is a moment of ours: %s", (given, isOne) => {
  expect(instant.safeParse(given).success).toBe(isOne);
});
