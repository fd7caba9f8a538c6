import { describe, expect, it } from "vitest";
import { negativePrompt, prompt, promptLengthMax, titleOf } from "./prompt.ts";

describe("a prompt", () => {
  it.each([
    ["  a quiet harbour \n", "a quiet harbour"],
    ["cafe\u0301", "café"],
    ["one\n\ttwo\r\nthree", "one\n\ttwo\r\nthree"],
    ["🌊", "🌊"],
    ["x".repeat(promptLengthMax), "x".repeat(promptLengthMax)],
    [`${"e\u0301".repeat(promptLengthMax)} `, "é".repeat(promptLengthMax)],
  ])("is normalised and trimmed before it is measured: %#", (given, kept) => {
    expect(prompt.parse(given)).toBe(kept);
  });

  it.each([
    ["", "Describe what should be seen."],
    [" \n\u200b ", "Describe what should be seen."],
    ["x".repeat(promptLengthMax + 1), "Keep it to 2,500 characters."],
    ["a\0b", "Remove the control characters; plain text and line breaks are fine."],
    ["a\u001bb", "Remove the control characters; plain text and line breaks are fine."],
    ["a\u0085b", "Remove the control characters; plain text and line breaks are fine."],
    ["a\ud83d", "Remove the control characters; plain text and line breaks are fine."],
    [7, "Write it as text."],
  ])("with a fault is refused in words: %#", (given, message) => {
    expect(prompt.safeParse(given).error?.issues.map((issue) => issue.message)).toContain(message);
  });

  it("may leave out what to avoid", () => {
    expect(negativePrompt.parse("  ")).toBe("");
    expect(negativePrompt.safeParse("x".repeat(501)).success).toBe(false);
  });
});

describe("a title", () => {
  it.each([
    ["a quiet harbour, dawn. Slow push-in", "A quiet harbour"],
    ["…?!", "…"],
    ["!!!", "!!!"],
    ["x".repeat(61), `${"X".padEnd(58, "x")}…`],
    [`${"word ".repeat(20)}`, "Word word word word word word word word word word word…"],
  ])("of %j is %j", (text, title) => {
    expect(titleOf(text)).toBe(title);
  });

  it("is never longer than sixty characters and never cuts a character in half", () => {
    for (const text of ["🌊".repeat(40), `a${"🌊".repeat(40)}`, "word ".repeat(30)]) {
      expect(titleOf(text).length).toBeLessThanOrEqual(60);
      expect(titleOf(text).isWellFormed()).toBe(true);
    }
  });
});
