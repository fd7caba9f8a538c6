import { describe, expect, it } from "vitest";
import { failureKinds } from "#lib/contract/failure.ts";
import {
  afterAnswer,
  afterBlamed,
  type BreakerMemory,
  breakerFailuresMax,
  breakerState,
  isVendorBlamed,
} from "./breaker.ts";

const start = new Date("2026-11-21T08:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const fresh: BreakerMemory = { failures: 0, openedAt: null, openUntil: null, probeAttemptId: null };
const failed = (memory: BreakerMemory, now: Date, isProbe = false) =>
  afterBlamed(memory, { inARow: memory.failures + 1, isProbe }, now);
const opened = () => {
  let memory = fresh;
  for (let count = 0; count < breakerFailuresMax; count++) memory = failed(memory, start);
  return memory;
};
const secondsOpen = (memory: BreakerMemory, now: Date) =>
  ((memory.openUntil?.getTime() ?? 0) - now.getTime()) / 1000;

describe("breaker", () => {
  it("blames the vendor for silence and outages, never for refusing the request", () => {
    expect(failureKinds.filter(isVendorBlamed)).toEqual(["auth", "transient", "ambiguous"]);
  });

  it("opens at the fifth failure in a row and not before", () => {
    let memory = fresh;
    for (let count = 1; count < breakerFailuresMax; count++) {
      memory = failed(memory, start);
      expect(breakerState(memory, start)).toBe("closed");
    }
    expect(breakerState(failed(memory, start), start)).toBe("open");
  });

  it("begins to count anew after a proper answer", () => {
    const memory = failed(afterAnswer(failed(fresh, start), false, start), start);
    expect(memory.failures).toBe(1);
  });

  it("is half open after its pause, and stays as it is for words about older takes", () => {
    const memory = opened();
    expect(breakerState(memory, at(29))).toBe("open");
    expect(breakerState(memory, at(30))).toBe("half_open");
    expect(afterAnswer(memory, false, at(10))).toBe(memory);
    expect(afterAnswer(memory, true, at(10))).toBe(memory);
    expect(afterAnswer(memory, false, at(40))).toBe(memory);
    expect(failed(memory, at(40))).toBe(memory);
  });

  it("closes by its probe, and opens for twice as long each time the probe fails, up to ten minutes", () => {
    let memory = opened();
    expect(afterAnswer(memory, true, at(31))).toEqual(fresh);
    const pauses: number[] = [];
    for (let probe = 0; probe < 7; probe++) {
      const now = memory.openUntil ?? start;
      memory = failed(memory, now, true);
      pauses.push(secondsOpen(memory, now));
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  it("opens again by its probe alone, however few failed before it", () => {
    expect(breakerState(afterBlamed(opened(), { inARow: 1, isProbe: true }, at(31)), at(31))).toBe("open");
  });

  it("forgets how long it was open when nobody asked for ten minutes", () => {
    const memory = { ...opened(), openedAt: at(-3000) };
    expect(secondsOpen(failed(memory, at(700), true), at(700))).toBe(30);
  });
});
