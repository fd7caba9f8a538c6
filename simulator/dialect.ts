import type { JsonWebKey } from "node:crypto";
import type { Hono } from "hono";

/** Why a vendor says no; each dialect has its own status, body and code for it. */
export type RefusalReason =
  | "invalid"
  | "policy"
  | "auth"
  | "balance"
  | "rate"
  | "concurrency"
  | "missing"
  | "retired"
  | "server"
  | "overloaded"
  | "timeout";

export const jobStates = ["queued", "running", "succeeded", "failed", "canceled", "expired"] as const;
export type JobState = (typeof jobStates)[number];

/** One accepted task. Times are milliseconds since the epoch, sizes pixels, money micro-USD. */
export type Job = {
  id: string;
  dialect: string;
  model: string;
  /** The caller's own id where the vendor has such a field. */
  externalId: string | undefined;
  prompt: string;
  width: number;
  height: number;
  durationSeconds: number;
  audio: boolean;
  state: JobState;
  /** 0 to 1. */
  progress: number;
  queuePosition: number;
  failure: { reason: "policy" | "invalid" | "server" | "timeout"; message: string } | undefined;
  callbackUrl: string | undefined;
  priceMicros: number;
  chargedMicros: number;
  createdAt: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
  updatedAt: number;
  /** Whatever the dialect wants to give back unchanged. */
  extra: Record<string, unknown>;
};

export type NewJob = Pick<
  Job,
  "model" | "prompt" | "width" | "height" | "durationSeconds" | "audio" | "priceMicros"
> &
  Partial<Pick<Job, "id" | "externalId" | "callbackUrl" | "extra">>;

/** One signed message on its way to a callback URL. */
export type Delivery = { url: string; headers: Record<string, string>; body: string };

/** What the simulator does for every dialect. */
export type Core = {
  /** Address of the simulator itself, without a slash at its end. */
  origin: string;
  now(): number;
  /** Takes a task, writes the ledger and starts its life. Throws `Refused` where quota or balance are out. */
  accept(dialect: string, job: NewJob): Job;
  find(dialect: string, id: string): Job | undefined;
  findByExternalId(dialect: string, externalId: string): Job | undefined;
  /** Newest first. */
  list(dialect: string): Job[];
  /** False where it had ended already. A canceled task is charged for nothing. */
  cancel(job: Job): boolean;
  /** Ends a running task at once, for vendors that answer in the same call: charged, or refunded with a failure. */
  finish(job: Job, failure?: Job["failure"]): void;
  /** Forgets the task (its ledger entry stays); a running one is canceled first. */
  remove(job: Job): void;
  /** A playable MP4 of the task's size and length; signed, and dead after `expiresInSeconds`. */
  outputUrl(job: Job, expiresInSeconds?: number): string;
  /** The same file as bytes, for vendors that answer inline. */
  outputBytes(job: Job): Promise<Uint8Array>;
  balanceMicros(dialect: string): number;
  /** Stable key material of a dialect, so that a restart does not turn secrets over. */
  secret(dialect: string, name: string): string;
  /** A signing key as JWKs. Ed25519 keys outlive a restart; RS256 keys are made once a process. */
  keys(owner: string, algorithm?: "Ed25519" | "RS256"): Promise<SigningKey>;
};

export type SigningKey = { kid: string; privateJwk: JsonWebKey; publicJwk: JsonWebKey };

/** Thrown by `accept`, and by dialects for what the vendor would refuse; answered in the dialect's own form. */
export class Refused extends Error {
  readonly reason: RefusalReason;
  readonly retryAfterSeconds: number | undefined;
  constructor(reason: RefusalReason, message: string, retryAfterSeconds?: number) {
    super(message);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Which door a route is, so that a fault can be aimed at it. */
export type Door = "submit" | "status" | "cancel" | "upload" | "balance" | "output" | "other";

/** One vendor's wire format. Mounted at `/<name>`; its base URL is `<origin>/<name>`. */
export type Dialect = {
  name: string;
  label: string;
  /** The vendor's routes. `c.set("door", …)` is not needed: `doorOf` tells. */
  routes(core: Core): Hono;
  /** `path` begins after the mount point. */
  doorOf(method: string, path: string): Door;
  /** The vendor's own words for a refusal. */
  refuse(refused: Refused, door: Door): Response;
  /** Takes every prompt and judges it afterwards: the fault `policy` at the submit door ends the task instead. */
  judgesLater?: true;
  /** Messages for a change of state (also for the first one, `queued`); empty where the vendor sends none for it. */
  deliveries?(core: Core, job: Job): Promise<Delivery[]>;
  /** Tasks that run at once, and what becomes of one more: it waits, or `accept` throws `concurrency`. */
  limits?: { running: number; overflow: "queue" | "refuse" };
  /** How long a callback may take to answer, in the vendor's real seconds; 10 without a word. */
  answerSeconds?: number;
  /** What the vendor's file host says instead of the file, such as after too many downloads. Asked once a download. */
  refuseDownload?(core: Core, job: Job): Response | undefined;
  /** Words in a prompt that this dialect alone knows, each with what it does. */
  words?: Readonly<Record<string, string>>;
  /** When a delivery that was not answered with 2xx is sent again, in the vendor's real seconds. */
  retrySeconds?: readonly number[];
};
