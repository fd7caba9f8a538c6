import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTick, parseCron } from "./cron-expression.ts";

const next = (expression: string, after: string) => {
  const tick = nextTick(parseCron(expression), Date.parse(after));
  return tick === undefined ? undefined : new Date(tick).toISOString().replace(":00.000Z", "Z");
};

describe("nextTick", () => {
  it.each([
    ["* * * * *", "2026-11-20T12:00:00Z", "2026-11-20T12:01Z"],
    ["* * * * *", "2026-11-20T12:00:59.999Z", "2026-11-20T12:01Z"],
    ["*/15 * * * *", "2026-11-20T12:46:00Z", "2026-11-20T13:00Z"],
    ["0 6 * * *", "2026-11-20T06:00:00Z", "2026-11-21T06:00Z"],
    ["30 9 * * mon-fri", "2026-11-20T09:30:00Z", "2026-11-23T09:30Z"],
    ["0 0 1 jan *", "2026-11-20T12:00:00Z", "2027-01-01T00:00Z"],
    ["0 0 29 2 *", "2026-11-20T12:00:00Z", "2028-02-29T00:00Z"],
    ["0 0 13 * 5", "2026-11-20T12:00:00Z", "2026-11-27T00:00Z"],
    ["0 12 * * 7", "2026-11-20T12:00:00Z", "2026-11-22T12:00Z"],
    ["5,10 10-12/2 * * *", "2026-11-20T10:07:00Z", "2026-11-20T10:10Z"],
    ["5,10 10-12/2 * * *", "2026-11-20T10:10:00Z", "2026-11-20T12:05Z"],
    ["TZ=Europe/Paris 0 6 * * *", "2026-07-01T00:00:00Z", "2026-07-01T04:00Z"],
    ["TZ=Europe/Paris 0 6 * * *", "2026-12-01T00:00:00Z", "2026-12-01T05:00Z"],
    ["TZ=Asia/Kolkata 0 0 * * *", "2026-11-20T12:00:00Z", "2026-11-20T18:30Z"],
  ])("%s after %s is %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it("skips a time that does not exist and takes one that exists twice once, when clocks change", () => {
    expect(next("TZ=Europe/Paris 30 2 * * *", "2026-03-28T12:00:00Z")).toBe("2026-03-30T00:30Z");
    expect(next("TZ=Europe/Paris 30 2 * * *", "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:30Z");
    expect(next("TZ=Europe/Paris 30 2 * * *", "2026-10-25T00:30:00Z")).toBe("2026-10-26T01:30Z");
    expect(next("TZ=Europe/Paris 30 * * * *", "2026-10-25T00:30:00Z")).toBe("2026-10-25T01:30Z");
  });

  it("says so when there is no tick in sight", () => {
    expect(next("0 0 30 2 *", "2026-11-20T12:00:00Z")).toBeUndefined();
  });

  it("is later than the time asked about, and nothing between them matches", () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 23 });
    const time = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
    fc.assert(
      fc.property(minute, hour, time, (m, h, after) => {
        const cron = parseCron(`${m} ${h} * * *`);
        const tick = nextTick(cron, after) ?? 0;
        const date = new Date(tick);
        expect([date.getUTCMinutes(), date.getUTCHours(), date.getUTCSeconds()]).toEqual([m, h, 0]);
        expect(tick - after).toBeGreaterThan(0);
        expect(tick - after).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});

describe("parseCron", () => {
  it.each([
    "",
    "* * * *",
    "* * * * * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * * 13 *",
    "* * * * 8",
    "5-1 * * * *",
    "*/0 * * * *",
    "a * * * *",
    "TZ=Nowhere/Land * * * * *",
  ])("refuses %j", (expression) => {
    expect(() => parseCron(expression)).toThrow(RangeError);
  });
});
