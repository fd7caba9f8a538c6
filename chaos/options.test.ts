import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("without options everything is proved, with 2,000 videos", () => {
  expect(parseOptions([])).toEqual({ help: false, seed: 1, videos: 2000, mutants: true });
});

test("rows, seed, videos and the broken builds can be chosen", () => {
  const args = ["--rows", "4, 13", "--seed", "7", "--videos", "500", "--no-mutants"];
  expect(parseOptions(args)).toEqual({ help: false, rows: [4, 13], seed: 7, videos: 500, mutants: false });
});

test.each([
  [["--rows", "51"], /--rows takes whole numbers from 1 to 50, and not "51"/],
  [["--rows", ""], /--rows/],
  [["--rows", "4,,5"], /--rows/],
  [["--seed", "x"], /--seed/],
  [["--videos", "0"], /--videos takes whole numbers from 1/],
  [["--videos", "1.5"], /--videos/],
  [["--fast"], /--fast/],
  [["4"], /4/],
])("%j is refused in words", (args, words) => {
  expect(() => parseOptions(args)).toThrow(words);
});
