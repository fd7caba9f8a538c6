import { describe, expect, it } from "vitest";
import { line } from "./line.ts";

const name = line(5, "Absent.", "Too long.");

describe("a line of text", () => {
  it.each([
    ["  Ada  ", "Ada"],
    ["e\u0301", "é"],
    ["🌊🌊", "🌊🌊"],
    ["אבג", "אבג"],
  ])("takes %j as %j", (given, kept) => {
    expect(name.parse(given)).toBe(kept);
  });

  it.each([
    ["", "Absent."],
    [" \u200b\u00ad ", "Absent."],
    [undefined, "Absent."],
    ["abcdef", "Too long."],
    ["a\nb", "Write it as one line without control characters."],
    ["a\0b", "Write it as one line without control characters."],
    ["\u202eb", "Write it as one line without control characters."],
    ["a\ud800", "Write it as one line without control characters."],
  ])("refuses %j: %s", (given, message) => {
    expect(name.safeParse(given).error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
