import { describe, expect, it } from "vitest";
import { parseDelay } from "./durations.ts";

const now = Date.parse("2026-11-20T12:00:00Z");

describe("parseDelay", () => {
  it.each([
    ["1s", 1000],
    ["1h30m", 5_400_000],
    ["1w2d", 777_600_000],
    ["1.5s", 1500],
    ["250ms", 250],
    ["0s", 0],
    ["2026-11-20T12:00:05Z", 5000],
    ["2026-11-20T13:00:00+01:00", 0],
    ["1999-01-01", 0],
  ])("reads %s", (text, ms) => {
    expect(parseDelay(text, now)).toBe(ms);
  });

  it("never waits longer than 366 days", () => {
    expect(parseDelay("9999w", now)).toBe(366 * 86_400_000);
    expect(parseDelay("9999-01-01", now)).toBe(366 * 86_400_000);
  });

  it.each(["", "1", "s", "1x", "soon", "-5s", "1h 30m", "2026-99-99"])("refuses %j", (text) => {
    expect(() => parseDelay(text, now)).toThrow(RangeError);
  });
});
