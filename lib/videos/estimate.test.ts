import { expect, it } from "vitest";
import { etaSeconds } from "./estimate.ts";

const start = new Date("2026-11-21T08:00:00Z");
const second = (count: number) => new Date(start.getTime() + count * 1000);
const median = (p50Seconds: number) => ({ p50Seconds, p95Seconds: 2 * p50Seconds, samples: 9 });

it.each([
  ["nothing is known", null, 0, null, 10, null],
  ["only the median is known", null, 0, 30, 10, 20],
  ["the median is over", null, 0, 30, 45, null],
  ["progress is too small to tell", 0.04, 0, 30, 10, 20],
  ["progress tells, whatever the median", 0.25, 0, 500, 10, 30],
  ["the job waited before it was taken", 0.5, 60, 30, 70, 10],
  ["progress is complete", 1, 0, 30, 10, 1],
])("seconds left where %s", (_, progress, acceptedAt, p50, now, left) => {
  const video = { progress, acceptedAt: second(acceptedAt), roundAt: start };
  expect(etaSeconds(video, p50 === null ? null : median(p50), second(now))).toBe(left);
});
