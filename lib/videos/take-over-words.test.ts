import { expect, it } from "vitest";
import type { Difference, PlanStep } from "#lib/contract/plan.ts";
import { takeOverWords } from "./take-over-words.ts";

const step = (differences: Difference[]): PlanStep => ({
  model: "seedance-2.0",
  name: "Seedance 2.0",
  vendor: "ByteDance",
  priceMicros: 760_000,
  reason: "",
  differences,
});
const differs = (field: Difference["field"], asked: string, given: string): Difference => ({
  field,
  asked,
  given,
  worse: false,
});

it.each([
  [
    "the price",
    "provider_quota" as const,
    [differs("price", "$0.84", "$0.76")],
    "Kling 3.0 was over its limit; Seedance 2.0 takes over: 5 s, same format, $0.76 instead of $0.84",
  ],
  [
    "sound and resolution",
    "held_breaker" as const,
    [differs("audio", "silent", "sound"), differs("resolution", "720p", "1080p")],
    "Kling 3.0 has not been answering lately; Seedance 2.0 takes over: 5 s, same price, with sound, 1080p instead of 720p",
  ],
  [
    "nothing",
    "internal" as const,
    [],
    "Kling 3.0 failed; Seedance 2.0 takes over: 5 s, same format, same price",
  ],
])("says who gave way and why, who takes over, and that %s differs", (_, why, differences, words) => {
  expect(takeOverWords("Kling 3.0", why, step(differences), { durationSeconds: 5 })).toBe(words);
});
