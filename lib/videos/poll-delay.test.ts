import { expect, it } from "vitest";
import { cards } from "#lib/models/cards.ts";
import { pollDelaySeconds } from "./poll-delay.ts";

it("looks each second at first and ever more calmly later", () => {
  const delays = Array.from({ length: 400 }, (_, index) => pollDelaySeconds(index + 1));
  expect(delays.slice(0, 60)).toEqual(Array(60).fill(1));
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
});

it("four hundred looks outlast every model's deadline", () => {
  const looked = Array.from({ length: 400 }, (_, index) => pollDelaySeconds(index + 1));
  const seconds = looked.reduce((sum, delay) => sum + delay, 0);
  for (const { id, deadlineSeconds } of cards) expect(seconds, id).toBeGreaterThan(deadlineSeconds);
});
