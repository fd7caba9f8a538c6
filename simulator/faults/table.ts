import type { Door, RefusalReason } from "../dialect.ts";

/** Where a fault may bite: a route's door, the life of a task, or the messages about it. */
export type FaultDoor = Door | "job" | "webhook";

export type FaultRule = {
  name: string;
  /** The first one is meant where a word or a request names none. */
  doors: readonly FaultDoor[];
  sentence: string;
  /** What the argument says, and what holds without one. */
  argument?: string;
  /** The vendor's own refusal, said before anything is taken. */
  refusal?: RefusalReason;
  /** Whether `--chaos` may choose it. */
  chaos: boolean;
};

const answers = ["submit", "status", "cancel", "upload", "balance", "output", "other"] as const;
const asking = ["status", "submit", "cancel", "upload", "balance", "other"] as const;
const rule = (
  name: string,
  doors: readonly FaultDoor[],
  chaos: boolean,
  sentence: string,
  more: Partial<FaultRule> = {},
): FaultRule => ({ name, doors, chaos, sentence, ...more });
const refusal = (name: string, reason: RefusalReason, chaos: boolean, sentence: string): FaultRule =>
  rule(name, answers, chaos, sentence, { refusal: reason });

export const faultTable: readonly FaultRule[] = [
  refusal("policy", "policy", false, "Refused by the safety rules when it is submitted."),
  refusal("invalid", "invalid", false, "Refused as a request that the model cannot take."),
  refusal("quota", "balance", false, "Refused because the account has no money left."),
  refusal("auth", "auth", false, "Refused because the key does not hold."),
  refusal("concurrency", "concurrency", false, "Refused because too many tasks run."),
  refusal("rate", "rate", true, "Refused because of too many requests, without Retry-After."),
  refusal("server", "server", false, "The vendor's own 500."),
  refusal("retired", "retired", false, "Refused because the model is switched off."),
  refusal("refuse-before-accept", "overloaded", true, "The vendor's own 503: nothing was taken."),
  rule("retry-after", answers, true, "Refused for now, with Retry-After.", {
    refusal: "rate",
    argument: "seconds, or an HTTP date (2)",
  }),
  rule("late-policy", ["job"], false, "Taken, then ended by the safety rules."),
  rule("fail", ["job"], true, "Taken, then failed for a technical reason."),
  rule("slow", ["job"], true, "Runs longer.", { argument: "seconds (10)" }),
  rule(
    "hang",
    ["job", ...answers],
    false,
    "The task never ends; at a door, it is handled and never answered.",
  ),
  rule("404-after", ["status"], false, "The task is forgotten.", {
    argument: "readings that still find it (1)",
  }),
  rule("flip-status", ["status"], false, "Every second reading tells another state.", {
    argument: "that state (queued)",
  }),
  rule("unknown-status", asking, false, "The status is a word that nobody documented.", {
    argument: "the word (reticulating)",
  }),
  rule("delay", [...answers, "webhook"], true, "Answered late.", { argument: "milliseconds (2000)" }),
  rule("drop", ["webhook", ...answers], true, "Never sent; at a door, the connection ends before handling."),
  rule("reset-after-accept", answers, true, "Handled, then the connection is reset without an answer."),
  rule("status", answers, true, "A bare status that says nothing else; nothing was taken.", {
    argument: "HTTP status (503)",
  }),
  rule("garbage", [...asking, "output"], true, "Handled; the answer is not JSON."),
  rule("html", asking, true, "Handled; the answer is a web page.", { argument: "HTTP status (200)" }),
  rule("huge", asking, false, "Handled; the answer does not end for megabytes.", { argument: "MB (64)" }),
  rule("truncate", ["output", ...asking], true, "The body ends half way and the connection breaks."),
  rule("corrupt", ["output"], true, "The bytes of the file are damaged."),
  rule("drip", ["output", ...asking], false, "The body arrives in crumbs.", {
    argument: "milliseconds between crumbs (200)",
  }),
  rule("endless", ["output", ...asking], false, "The body never ends."),
  rule("wrong-mime", ["output"], true, "The file is called text/html."),
  rule(
    "redirect",
    ["output", ...asking],
    false,
    "Sent elsewhere; “loop” never arrives, “away” leads to the metadata address.",
    {
      argument: "loop, away or an address (the same file)",
    },
  ),
  rule("expire", ["output"], false, "The link has run out."),
  rule("late", ["webhook"], true, "Messages come late.", { argument: "milliseconds (3000)" }),
  rule("duplicate", ["webhook"], true, "Every message comes again.", { argument: "how often (2)" }),
  rule("reorder", ["webhook"], true, "Messages come in the opposite order, when the task has ended."),
  rule("badsig", ["webhook"], false, "The signature does not hold."),
];

export function findRule(name: string): FaultRule | undefined {
  return faultTable.find((entry) => entry.name === name);
}
