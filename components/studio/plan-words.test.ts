import { expect, test } from "vitest";
import { modelWith } from "#components/testing/model-with.ts";
import { lengthsOf, priceFromOf } from "./model-facts.ts";
import { daysToClose, stateOf } from "./model-state.ts";
import { deciderOf, differencesSentence } from "./plan-words.ts";

const now = Date.parse("2026-11-21T12:00:00Z");

test("lengths read as a range where every second is made, and one by one where not", () => {
  expect([
    lengthsOf([3, 4, 5, 6]),
    lengthsOf([5, 10]),
    lengthsOf([4, 6, 8]),
    lengthsOf([5]),
    lengthsOf([]),
  ]).toEqual(["3–6 s", "5, 10 s", "4, 6, 8 s", "5 s", "–"]);
});

test("a price names its unit and its span, and keeps the digits that matter", () => {
  const of = (per: "second" | "video" | "image", fromMicros: number, toMicros: number) =>
    priceFromOf({ price: { per, fromMicros, toMicros } });
  expect(of("second", 50_000, 120_000)).toBe("$0.05–0.12 a second");
  expect(of("image", 70_000, 70_000)).toBe("$0.07 a picture");
  expect(of("second", 12_200, 12_200)).toBe("$0.0122 a second");
  expect(of("video", 0, 0)).toBe("Free");
});

test("a state says what stands against a model before it says that it is ready", () => {
  const words = (part: Parameters<typeof modelWith>[0]) => stateOf(modelWith(part), now).words;
  expect(words({})).toBe("Ready");
  expect(words({ simulated: true })).toBe("Simulated");
  expect(words({ available: false })).toBe("Not connected");
  expect(words({ available: false, retired: true })).toBe("Retired");
  expect(words({ lastIntakeAt: "2026-12-01T12:00:00.000Z", simulated: true })).toBe("closes in 10 days");
  expect(daysToClose({ lastIntakeAt: "2026-11-20T12:00:00.000Z" }, now)).toBeNull();
});

test("differences become one sentence, and none become nothing", () => {
  expect(differencesSentence([])).toBeUndefined();
  const one = { field: "resolution" as const, asked: "720p", given: "1080p", worse: false };
  const other = { field: "price" as const, asked: "$0.42", given: "$0.40", worse: false };
  expect(differencesSentence([one, other])).toBe(
    "Picture 1080p instead of 720p, price $0.40 instead of $0.42.",
  );
});

test("a plan says who decided", () => {
  const plan = { steps: [], exclusions: [], routeVersion: 2 };
  expect(deciderOf({ ...plan, routeName: null })).toBe("You chose the model yourself.");
  expect(deciderOf({ ...plan, routeName: "Drafts" })).toContain("“Drafts”");
});

test("a difference in sound names sound once", () => {
  const told = (given: string, asked: string) =>
    differencesSentence([{ field: "audio", given, asked, worse: false }]);
  expect(told("sound", "silent")).toBe("With sound instead of silent.");
  expect(told("silent", "sound")).toBe("Silent instead of with sound.");
});
