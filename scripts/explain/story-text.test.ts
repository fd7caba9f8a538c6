import { expect, test } from "vitest";
import { storyText } from "./story-text.mjs";

const line = {
  at: "2026-11-21T12:00:01.250Z",
  text: "Take 1: handed to Kling 3.0",
  detail: "Up to $0.42 is held for it.",
  take: 1,
  actor: null,
};

test("each line says when, who, which take and what, and under it why and what it cost", () => {
  const stopped = { ...line, text: "Mira stopped it", detail: null, take: null, actor: "Mira" };
  expect(storyText({ id: "vid_1", status: "canceled", owner: "Mira", lines: [line, stopped] })).toBe(
    [
      "vid_1  canceled  Mira",
      "",
      "2026-11-21 12:00:01  Dailies               #1  Take 1: handed to Kling 3.0",
      "                                               Up to $0.42 is held for it.",
      "2026-11-21 12:00:01  Mira                      Mira stopped it",
    ].join("\n"),
  );
});

test("words from outside cannot steer the terminal", () => {
  const hostile = { ...line, text: "done\u001b[2J\u202e\nfake line", actor: "a\u0007b" };
  const shown = storyText({ id: "vid_1", status: "failed", owner: "x\u001b]0;y", lines: [hostile] });
  expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}/u);
  expect(shown.split("\n")).toHaveLength(4);
});
