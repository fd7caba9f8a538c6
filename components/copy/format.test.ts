import { expect, test } from "vitest";
import { agoOf, bytesOf, clockOf, hashOf, idOf, roughOf, whenOf } from "./format.ts";

test("a clock shows minutes and seconds, and hours only when there are some", () => {
  expect([0, 8, 59.9, 100, 3729].map(clockOf)).toEqual(["0:00", "0:08", "0:59", "1:40", "1:02:09"]);
  expect(clockOf(-3)).toBe("0:00");
});

test("a wait is rounded as a person would say it, and never to nothing", () => {
  expect([0, 4.4, 12, 38, 94, 125, 5400].map(roughOf)).toEqual([
    "1 s",
    "4 s",
    "10 s",
    "40 s",
    "95 s",
    "2 min",
    "2 h",
  ]);
});

test("an age changes its words at the right moments", () => {
  const now = new Date(2026, 10, 21, 12, 0, 0).getTime();
  const ago = (seconds: number) => agoOf(new Date(now - seconds * 1000).toISOString(), now);
  expect(ago(10)).toBe("now");
  expect(ago(60 * 14)).toBe("14 min ago");
  expect(ago(3600 * 3)).toBe("3 h ago");
  expect(ago(3600 * 20)).toBe("yesterday");
});

test("a moment says today, yesterday or tomorrow", () => {
  const now = new Date(2026, 10, 21, 12, 0, 0);
  const at = (day: number) => whenOf(new Date(2026, 10, day, 21, 32).toISOString(), now.getTime());
  expect(at(21)).toMatch(/^21:32 today$/);
  expect(at(22)).toMatch(/^tomorrow, /);
  expect(at(20)).toMatch(/^yesterday, /);
});

test("sizes and hashes are shortened for the eye", () => {
  expect(bytesOf(999)).toBe("999 B");
  expect(bytesOf(9_400_000)).toMatch(/^9[.,]4\sMB$/);
  expect(hashOf(`5c1e90ab${"0".repeat(52)}77f2`)).toBe("5c1e 90ab … 77f2");
  expect(idOf("vid_01KA9FABCDEFGH8Q2T")).toBe("vid_01KA…8Q2T");
  expect(idOf("short")).toBe("short");
});
