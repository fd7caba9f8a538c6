import { expect, test } from "vitest";
import { explain, Fault, isDiskFull } from "./fault.mjs";
import { elapsed, table } from "./report.mjs";
import { tail } from "./run.mjs";

test("a full disk is recognised in system errors, in programs' output and in causes", () => {
  expect(isDiskFull(Object.assign(new Error("write"), { code: "ENOSPC" }))).toBe(true);
  expect(isDiskFull("FATAL: could not write: No space left on device")).toBe(true);
  expect(isDiskFull(new Fault("npm failed", "ENOSPC"))).toBe(true);
  expect(isDiskFull(new Fault("npm failed", new Error("network")))).toBe(false);
});

test("a fault is told in one line, an unknown error with its stack", () => {
  expect(explain(new Fault("Port 3000 is in use."))).toBe("Port 3000 is in use.");
  expect(explain(new Fault("npm failed", "ENOSPC"))).toMatch(/^The disk is full\.[^\n]*$/);
  expect(explain(new Error("unknown"))).toContain("fault.test.ts");
});

test("the lines shown of a failed program are its errors and its end, without the stack", () => {
  const output = [
    "fetching",
    "Error: it broke",
    "    at deep (file.js:1)",
    ...Array(20).fill("noise"),
    "the end",
  ].join("\n");
  const shown = tail(output);
  expect(shown).toContain("Error: it broke");
  expect(shown).toContain("the end");
  expect(shown).not.toContain("at deep");
});

test("a table is as wide as its widest cells", () => {
  expect(
    table([
      ["part", "where"],
      ["a", "b"],
      ["longer part", "c"],
    ]).split("\n"),
  ).toEqual(["  part         where", "  ───────────  ─────", "  a            b", "  longer part  c"]);
});

test("elapsed time is read at a glance", () => {
  expect([elapsed(340), elapsed(59_900), elapsed(61_000)]).toEqual(["0.3 s", "59.9 s", "1 min 01 s"]);
});
