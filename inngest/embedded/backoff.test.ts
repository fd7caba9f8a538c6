import { describe, expect, it } from "vitest";
import { backoffMs, retryAfterMs } from "./backoff.ts";

describe("backoffMs", () => {
  it("follows the schedule and repeats its last entry, plus at most a fifth", () => {
    const schedule = [1, 2, 60];
    expect([0, 1, 2, 3, 99].map((attempt) => backoffMs(attempt, schedule, 0))).toEqual([
      1000, 2000, 60_000, 60_000, 60_000,
    ]);
    expect(backoffMs(0, schedule, 0.999_999)).toBe(1200);
  });
});

describe("retryAfterMs", () => {
  const now = Date.parse("2026-11-20T12:00:00Z");
  it.each([
    ["30", 30_000],
    ["0", 1000],
    ["999999999", 86_400_000],
    ["2026-11-20T12:00:10.000Z", 10_000],
    ["1990-01-01T00:00:00Z", 1000],
    ["soon", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("reads %j within a second and a day", (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
