import type { FailureKind } from "#lib/contract/failure.ts";
import type { AdapterSettings } from "../http.ts";
import type { Operation, Provider, WebhookFacts } from "../types.ts";
import type { VendorName } from "../vendor-setup.ts";

export const methods = ["cancel", "verifyWebhook", "readWebhook", "findByToken", "balance"] as const;
export type Method = (typeof methods)[number];

/** One answer that the vendor's notes speak of, and what it comes to. `body` as text is sent as it is. */
export type ErrorRow = {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  kind: FailureKind;
  retryAfterSeconds?: number;
};

type Ended = "canceled" | "missing" | "failed";

/** One vendor as its notes describe it; whatever is said here is proven on the wire. */
export type VendorCase = {
  name: Exclude<VendorName, "openai">;
  /** The card whose first format and shortest take are asked for. */
  card: string;
  /** Settings beside those that point at the simulator, which keeps its own secrets. */
  environment?: (secret: (owner: string, name: string) => string) => Record<string, string>;
  methods: readonly Method[];
  /** Absent for vendors without callbacks. */
  callback?: {
    verifiedBy: WebhookFacts["verifiedBy"];
    /** How many come about a job that is delivered. */
    messages: number;
    /** Whether its message alone tells how the job ended. */
    speaks: boolean;
    /** The setting of the shared secret; else the vendor publishes keys, or signs nothing. */
    secret?: string;
    /** The adapter with several secrets in force, for vendors that share one. */
    withSecrets?: (settings: AdapterSettings, secrets: readonly string[]) => Provider;
  };
  /** A submission has a place for our attempt id: a field, a header, or the callback's address. */
  takesOurId?: true;
  /** What a lost job is found again by. */
  foundBy?: "id" | "callback";
  /**
   * `words`: the state of a job is a word, and not a flag. Progress told `by-chance` is passed on and not promised by
   * the cards.
   */
  tells: { words: boolean; progress: boolean | "by-chance"; queuePosition: boolean; cost: boolean };
  /** What is left after a cancel, first of a job that waits and then of one that runs. */
  canceled?: { waiting: Ended; running: Ended | "succeeded" };
  /** Films may come in an answer, so that its size is capped far above what a test should send. */
  takesLargeAnswers?: true;
  /** A finished film lies at an address; else it comes in the answer itself. */
  output: "link" | "inline";
  /** How a picture travels that the vendor may fetch itself. */
  picture: "address" | "inline";
  /** Pictures above this many bytes are uploaded first; absent where they never are. */
  uploadsAbove?: number;
  /** The generic contract has no other way for a picture than its address. */
  needsAddress?: true;
  /** What the faults of the simulator come to, where it is not the same for all vendors. */
  said?: Partial<Record<string, FailureKind>>;
  /** A job as the vendor's answer names it, for answers that are played. */
  operation: Operation;
  /** Refusals of a submission. */
  refusals: readonly ErrorRow[];
  /** Answers to a look at `operation`, by which the job has failed. */
  failures: readonly ErrorRow[];
};
