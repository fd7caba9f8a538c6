import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampFrame, frameAt, middleOf, secondMarks, speedBeside, timecodeAt } from "./playback-math.ts";

const rates = fc.constantFrom(23.976, 24, 25, 29.97, 30, 50, 59.94, 60);

describe("frame arithmetic", () => {
  it("seeking to any frame shows exactly this frame", () => {
    fc.assert(
      fc.property(fc.nat(20_000), rates, (frame, rate) => frameAt(middleOf(frame, rate), rate) === frame),
    );
  });

  it("the moment to seek to lies well inside its frame, where no decoder's rounding reaches a neighbour", () => {
    fc.assert(
      fc.property(fc.nat(20_000), rates, (frame, rate) => {
        const into = middleOf(frame, rate) * rate - frame;
        return into > 0.4 && into < 0.6;
      }),
    );
  });

  it("a time stamp rounded to microseconds still names its own frame", () => {
    fc.assert(
      fc.property(fc.nat(2000), rates, (frame, rate) => {
        const stamp = Math.floor((frame / rate) * 1e6) / 1e6;
        return frameAt(stamp, rate) === frame;
      }),
    );
  });

  it("stepping never leaves the clip", () => {
    expect(clampFrame(-1, 192)).toBe(0);
    expect(clampFrame(192, 192)).toBe(191);
  });

  it("timecode carries at the frame rate", () => {
    expect(timecodeAt(84, 24)).toBe("00:00:03:12");
    expect(timecodeAt(24 * 61, 24)).toBe("00:01:01:00");
  });

  it("speed stops at both ends", () => {
    expect(speedBeside(1, 1)).toBe(1.5);
    expect(speedBeside(2, 1)).toBe(2);
    expect(speedBeside(0.25, -1)).toBe(0.25);
  });

  it("marks under the strip never exceed what fits", () => {
    expect(secondMarks(8, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(secondMarks(8, 5)).toEqual([0, 2, 4, 6, 8]);
    expect(secondMarks(10.04, 5)).toEqual([0, 3, 6, 9]);
  });
});
