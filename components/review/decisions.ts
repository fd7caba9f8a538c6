import type { Problem } from "#lib/contract/problem.ts";
import type { ReviewDecision } from "#lib/contract/review.ts";

/** Milliseconds in which a decision rests here and can be taken back. */
export const undoMs = 10_000;
const sentShownMs = 2_500;
const retryWaitMaxMs = 8_000;

export type Decision = {
  videoId: string;
  title: string;
  take: number;
  decision: ReviewDecision;
  reasons: readonly string[];
  note: string;
  artifactSha256: string;
};

/** `held`: nothing has left the browser. `unsent`: no answer, tried again. `refused`: a final no, with its problem. */
export type DecisionState = "held" | "sending" | "unsent" | "sent" | "refused";
export type DecisionEntry = Decision & { state: DecisionState; dueAt: number; problem: Problem | null };

export type SendOutcome = { kind: "sent" } | { kind: "refused" | "unanswered"; problem: Problem };
export type SendDecision = (
  decision: Decision,
  options: { keepalive: boolean; again: boolean },
) => Promise<SendOutcome>;

type Listener = () => void;

export type Decisions = {
  subscribe: (listener: Listener) => () => void;
  entries: () => readonly DecisionEntry[];
  decide: (decision: Decision) => void;
  /** Takes the held decision back and returns it. */
  undo: () => Decision | null;
  /** Sends what is held at once, in a way that outlives the page. */
  leave: () => void;
  dismiss: (videoId: string) => void;
};

/** Decisions on their way: at most one is held; a new one, ten seconds or leaving sends it. */
export function createDecisions(send: SendDecision, now: () => number = Date.now): Decisions {
  let entries: readonly DecisionEntry[] = [];
  const listeners = new Set<Listener>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const publish = (next: readonly DecisionEntry[]) => {
    entries = next;
    for (const listener of listeners) listener();
  };
  const patch = (videoId: string, change: Partial<DecisionEntry>) =>
    publish(entries.map((entry) => (entry.videoId === videoId ? { ...entry, ...change } : entry)));
  const drop = (videoId: string) => {
    clearTimeout(timers.get(videoId));
    timers.delete(videoId);
    publish(entries.filter((entry) => entry.videoId !== videoId));
  };
  const later = (videoId: string, ms: number, work: () => void) => {
    clearTimeout(timers.get(videoId));
    timers.set(videoId, setTimeout(work, ms));
  };

  const transmit = (entry: DecisionEntry, keepalive: boolean, failures: number) => {
    clearTimeout(timers.get(entry.videoId));
    patch(entry.videoId, { state: failures > 0 ? "unsent" : "sending" });
    void send(entry, { keepalive, again: failures > 0 }).then((outcome) => {
      if (outcome.kind === "sent") {
        patch(entry.videoId, { state: "sent", problem: null });
        later(entry.videoId, sentShownMs, () => drop(entry.videoId));
      } else if (outcome.kind === "refused") {
        patch(entry.videoId, { state: "refused", problem: outcome.problem });
      } else {
        patch(entry.videoId, { state: "unsent", problem: outcome.problem });
        const wait = Math.min(1000 * 2 ** failures, retryWaitMaxMs);
        later(entry.videoId, wait, () => transmit(entry, false, failures + 1));
      }
    });
  };
  const sendHeld = (keepalive: boolean) => {
    for (const entry of entries) if (entry.state === "held") transmit(entry, keepalive, 0);
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    entries: () => entries,
    decide: (decision) => {
      sendHeld(false);
      const entry: DecisionEntry = { ...decision, state: "held", dueAt: now() + undoMs, problem: null };
      publish([...entries.filter(({ videoId }) => videoId !== decision.videoId), entry]);
      later(entry.videoId, undoMs, () => transmit(entry, false, 0));
    },
    undo: () => {
      const held = entries.find(({ state }) => state === "held");
      if (!held) return null;
      drop(held.videoId);
      return held;
    },
    leave: () => sendHeld(true),
    dismiss: drop,
  };
}
