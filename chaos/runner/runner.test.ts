import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readRows } from "./rows.ts";
import { broken } from "./tree.ts";
import { failedBeside, isCaught, verdictOn } from "./verdict.ts";

const root = resolve(import.meta.dirname, "../..");
const row = { proofs: [{ file: "a.test.ts", name: "keeps" }] };
const ran = (passed: boolean) => ({
  tests: [{ file: "a.test.ts", name: "it keeps its word", passed, words: "" }],
  broke: [],
});

test("the matrix has its fifty rows", async () => {
  const numbers = (await readRows(root)).map(({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
});

test("every mutant breaks one place of one file, and every proof is a file", async () => {
  for (const { proofs, mutants } of await readRows(root)) {
    for (const { file } of proofs) expect(existsSync(resolve(root, file)), file).toBe(true);
    for (const mutant of mutants) {
      const whole = readFileSync(resolve(root, mutant.file), "utf8");
      expect(broken(whole, mutant)).not.toBe(whole);
    }
  }
});

test("a row holds only where each of its proofs ran and passed", () => {
  expect(verdictOn(row, ran(true)).kind).toBe("holds");
  expect(verdictOn(row, ran(false)).kind).toBe("fails");
  expect(verdictOn(row, { tests: [], broke: [] }).kind).toBe("unproven");
});

test("a copy that could not be run has caught nothing", () => {
  expect(isCaught(row, ran(false))).toBe(true);
  expect(isCaught(row, ran(true))).toBe(false);
  expect(isCaught(row, { tests: [], broke: ["a.test.ts: no such module"] })).toBe(false);
});

test("a test that fails beside a proof, in one file with it, is told", () => {
  const other = { file: "a.test.ts", name: "something else", passed: false, words: "it broke" };
  const tests = [...ran(true).tests, other];
  expect(verdictOn(row, { tests, broke: [] }).kind).toBe("holds");
  expect(failedBeside([row], { tests, broke: [] })).toEqual(["a.test.ts: something else: it broke"]);
  expect(failedBeside([row], ran(false))).toEqual([]);
});
