import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Problem } from "#lib/contract/problem.ts";
import { createDecisions, type Decision, type SendOutcome, undoMs } from "./decisions.ts";

const refusal = (code: Problem["code"], status: number): Problem => ({
  type: `/docs/api#error-${code}`,
  title: code,
  status,
  code,
  detail: code,
  requestId: "req_1",
});

const decisionOn = (videoId: string): Decision => ({
  videoId,
  title: videoId,
  take: 1,
  decision: "approve",
  reasons: [],
  note: "",
  artifactSha256: "a".repeat(64),
});

function desk(answers: SendOutcome[] = []) {
  const sent: { videoId: string; keepalive: boolean; again: boolean }[] = [];
  const decisions = createDecisions(async ({ videoId }, options) => {
    sent.push({ videoId, ...options });
    return answers.shift() ?? { kind: "sent" };
  });
  const states = () => decisions.entries().map(({ videoId, state }) => `${videoId} ${state}`);
  return { decisions, sent, states };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("decisions on their way", () => {
  it("leave the browser after ten seconds and not before", async () => {
    const { decisions, sent } = desk();
    decisions.decide(decisionOn("one"));
    await vi.advanceTimersByTimeAsync(undoMs - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([{ videoId: "one", keepalive: false, again: false }]);
  });

  it("never leave the browser when undone", async () => {
    const { decisions, sent, states } = desk();
    decisions.decide(decisionOn("one"));
    expect(decisions.undo()).toMatchObject({ videoId: "one" });
    await vi.advanceTimersByTimeAsync(undoMs * 3);
    expect(sent).toEqual([]);
    expect(states()).toEqual([]);
  });

  it("are sent at once when the next one is made, and only the newest can be undone", async () => {
    const { decisions, sent, states } = desk();
    decisions.decide(decisionOn("one"));
    decisions.decide(decisionOn("two"));
    expect(sent.map(({ videoId }) => videoId)).toEqual(["one"]);
    expect(states()).toEqual(["one sending", "two held"]);
    expect(decisions.undo()).toMatchObject({ videoId: "two" });
    expect(decisions.undo()).toBeNull();
  });

  it("are sent exactly once, in a way that outlives the page, when the page is left", async () => {
    const { decisions, sent } = desk();
    decisions.decide(decisionOn("one"));
    decisions.leave();
    decisions.leave();
    await vi.advanceTimersByTimeAsync(undoMs * 2);
    expect(sent).toEqual([{ videoId: "one", keepalive: true, again: false }]);
  });

  it("are sent once however long the answer takes", async () => {
    let sends = 0;
    const decisions = createDecisions(() => {
      sends += 1;
      return new Promise(() => undefined);
    });
    decisions.decide(decisionOn("one"));
    decisions.leave();
    await vi.advanceTimersByTimeAsync(undoMs * 6);
    expect(sends).toBe(1);
  });

  it("are tried again while nothing answers, and end as sent", async () => {
    const silence: SendOutcome = { kind: "unanswered", problem: refusal("unavailable", 503) };
    const { decisions, sent, states } = desk([silence, silence]);
    decisions.decide(decisionOn("one"));
    await vi.advanceTimersByTimeAsync(undoMs);
    expect(states()).toEqual(["one unsent"]);
    await vi.advanceTimersByTimeAsync(1000 + 2000);
    expect(sent.map(({ again }) => again)).toEqual([false, true, true]);
    expect(states()).toEqual(["one sent"]);
  });

  it("stay visible with their problem when they are refused, until dismissed", async () => {
    const { decisions, states } = desk([{ kind: "refused", problem: refusal("already_decided", 409) }]);
    decisions.decide(decisionOn("one"));
    await vi.advanceTimersByTimeAsync(undoMs * 4);
    expect(states()).toEqual(["one refused"]);
    expect(decisions.entries()[0]?.problem?.code).toBe("already_decided");
    decisions.dismiss("one");
    expect(states()).toEqual([]);
  });
});
