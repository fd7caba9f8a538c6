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

/** Entries in the order they were made, each with at most one timer. */
function createShelf() {
  let entries: readonly DecisionEntry[] = [];
  const listeners = new Set<Listener>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const publish = (next: readonly DecisionEntry[]) => {
    entries = next;
    for (const listener of listeners) listener();
  };
  const stop = (videoId: string) => {
    clearTimeout(timers.get(videoId));
    timers.delete(videoId);
  };
  const drop = (videoId: string) => {
    stop(videoId);
    publish(entries.filter((entry) => entry.videoId !== videoId));
  };
  return {
    subscribe: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    entries: () => entries,
    stop,
    drop,
    put: (entry: DecisionEntry) =>
      publish([...entries.filter(({ videoId }) => videoId !== entry.videoId), entry]),
    patch: (videoId: string, change: Partial<DecisionEntry>) =>
      publish(entries.map((entry) => (entry.videoId === videoId ? { ...entry, ...change } : entry))),
    later: (videoId: string, ms: number, work: () => void) => {
      stop(videoId);
      timers.set(videoId, setTimeout(work, ms));
    },
  };
}

/** Decisions on their way: at most one is held; a new one, ten seconds or leaving sends it. */
export function createDecisions(send: SendDecision, now: () => number = Date.now): Decisions {
  const shelf = createShelf();

  const transmit = async (entry: DecisionEntry, keepalive: boolean, failures: number) => {
    const { videoId } = entry;
    shelf.stop(videoId);
    shelf.patch(videoId, { state: failures > 0 ? "unsent" : "sending" });
    const outcome = await send(entry, { keepalive, again: failures > 0 });
    if (outcome.kind === "refused") {
      shelf.patch(videoId, { state: "refused", problem: outcome.problem });
    } else if (outcome.kind === "sent") {
      shelf.patch(videoId, { state: "sent", problem: null });
      shelf.later(videoId, sentShownMs, () => shelf.drop(videoId));
    } else {
      shelf.patch(videoId, { state: "unsent", problem: outcome.problem });
      const wait = Math.min(1000 * 2 ** failures, retryWaitMaxMs);
      shelf.later(videoId, wait, () => void transmit(entry, false, failures + 1));
    }
  };
  const sendHeld = (keepalive: boolean) => {
    for (const entry of shelf.entries()) if (entry.state === "held") void transmit(entry, keepalive, 0);
  };

  return {
    subscribe: shelf.subscribe,
    entries: shelf.entries,
    decide: (decision) => {
      sendHeld(false);
      const entry: DecisionEntry = { ...decision, state: "held", dueAt: now() + undoMs, problem: null };
      shelf.put(entry);
      shelf.later(entry.videoId, undoMs, () => void transmit(entry, false, 0));
    },
    undo: () => {
      const held = shelf.entries().find(({ state }) => state === "held");
      if (!held) return null;
      shelf.drop(held.videoId);
      return held;
    },
    leave: () => sendHeld(true),
    dismiss: shelf.drop,
  };
}
