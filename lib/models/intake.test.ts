import { expect, test } from "vitest";
import { isIntakeClosed, isRetired, lastIntakeAt } from "./intake.ts";
import { cardLike } from "./testing/card.ts";

const card = cardLike({ sunsetAt: "2026-12-01", deadlineSeconds: 900 });
const at = (time: string): Date => new Date(`2026-${time}Z`);

test("intake ends when a take that starts could still be running as the sunset day begins", () => {
  expect(lastIntakeAt(card)).toEqual(at("11-30T23:45:00"));
  expect(isIntakeClosed(card, at("11-30T23:45:00"))).toBe(false);
  expect(isIntakeClosed(card, at("11-30T23:45:01"))).toBe(true);
});

test("a model is retired from the first moment of its sunset day on", () => {
  expect(isRetired(card, at("11-30T23:59:59"))).toBe(false);
  expect(isRetired(card, at("12-01T00:00:00"))).toBe(true);
});

test("a model without a sunset never closes", () => {
  const lasting = cardLike();
  expect(lastIntakeAt(lasting)).toBeNull();
  expect(isIntakeClosed(lasting, at("12-01T00:00:00"))).toBe(false);
  expect(isRetired(lasting, at("12-01T00:00:00"))).toBe(false);
});
