import { expect, it } from "vitest";
import { cards } from "#lib/models/cards.ts";
import { pollDelaySeconds } from "./poll-delay.ts";

const looks = Array.from({ length: 400 }, (_, index) => index + 1);

it("looks each second at first and ever more calmly later", () => {
  const delays = looks.map((look) => pollDelaySeconds(look, 1));
  expect(delays.slice(0, 60)).toEqual(Array(60).fill(1));
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
});

it("never looks sooner than a model's card allows", () => {
  for (const { id, pollIntervalSeconds: least } of cards)
    for (const look of looks) expect(pollDelaySeconds(look, least), id).toBeGreaterThanOrEqual(least);
});

it("four hundred looks outlast every model's deadline", () => {
  for (const { id, deadlineSeconds, pollIntervalSeconds } of cards) {
    const seconds = looks.reduce((sum, look) => sum + pollDelaySeconds(look, pollIntervalSeconds), 0);
    expect(seconds, id).toBeGreaterThan(deadlineSeconds);
  }
});
