import { describe, expect, it } from "vitest";
import { barOf, tookOf } from "./run-look.ts";

const at = (second: number) => new Date(second * 1000).toISOString();
const step = { stepId: "s", name: "s", kind: "run", state: "completed", attempts: 1, error: null } as const;

describe("a step on the run's time line", () => {
  const run = { startedAt: at(0), endedAt: at(100) };
  it("lies where it began and is as long as it took", () => {
    expect(barOf({ ...step, startedAt: at(20), endedAt: at(50) }, run, 0)).toEqual({ left: 20, width: 30 });
  });
  it("stays visible and inside however short, late or open it is", () => {
    expect(barOf({ ...step, startedAt: at(100), endedAt: at(100) }, run, 0)).toEqual({ left: 99, width: 1 });
    expect(
      barOf({ ...step, startedAt: at(50), endedAt: null }, { startedAt: at(0), endedAt: null }, 100_000),
    ).toEqual({ left: 50, width: 50 });
  });
  it("is absent before it began", () => {
    expect(barOf({ ...step, startedAt: null, endedAt: null }, run, 0)).toBeNull();
  });
});

describe("how long something took", () => {
  it("is told in the unit a person would use", () => {
    expect(tookOf(at(0), at(0.4), 0)).toBe("400 ms");
    expect(tookOf(at(0), at(4.26), 0)).toBe("4.3 s");
    expect(tookOf(at(0), null, 61_000)).toBe("61 s");
    expect(tookOf(at(0), at(600), 0)).toBe("10 min");
  });
});
