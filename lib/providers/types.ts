import type { Failure } from "#lib/contract/failure.ts";
import type { ModelCard, PictureFormat, WorkflowType } from "#lib/contract/model.ts";

/** A source picture; `url` is short-lived and absent where the vendor could not reach this installation. */
export type SourceImage = {
  mimeType: string;
  bytes: number;
  url: string | undefined;
  read(): Promise<Uint8Array>;
};

export type SubmitRequest = {
  attemptId: string;
  card: ModelCard;
  workflowType: WorkflowType;
  prompt: string;
  negativePrompt: string | undefined;
  format: PictureFormat;
  durationSeconds: number;
  /** Absent where the model takes none. */
  seed: number | undefined;
  audio: boolean;
  sources: readonly SourceImage[];
  /** Absent where the vendor could not reach this installation; polling then does the whole job. */
  callbackUrl: string | undefined;
};

/** Opaque, serialisable handle of an accepted job; only the adapter that made it reads it. */
export type Operation = Record<string, unknown>;

/**
 * `refused` with kind `transient` proves that nothing was accepted. A submission whose fate is not known is
 * `ambiguous`: the adapter itself never sends a paid call twice.
 */
export type SubmitOutcome =
  | { kind: "accepted"; operation: Operation }
  | { kind: "refused"; failure: Failure };

/** `url` may be a `data:` URL where the vendor answers inline. `headers` go to that host only. */
export type ProviderOutput = { url: string; headers: Record<string, string>; bytesMax: number };

/**
 * `missing`: the vendor knows no such job now. `costMicros` is what the vendor itself reported, else null;
 * `chargedMicros` what it says it takes for a job without a film, absent where it takes nothing or does not say.
 */
export type Observation =
  | { kind: "pending"; progress: number | undefined; queuePosition: number | undefined }
  | { kind: "succeeded"; outputs: ProviderOutput[]; costMicros: number | null }
  | { kind: "failed"; failure: Failure }
  | { kind: "canceled"; chargedMicros?: number }
  | { kind: "missing" };

export type ReceivedWebhook = { headers: Headers; rawBody: string; now: Date };

/**
 * A callback that may be stored. `unsigned` ones are hints: they never speak for their job, which is read again.
 * `eventId` is the same for every delivery of one event.
 */
export type WebhookFacts = {
  eventId: string;
  verifiedBy: "standard-webhooks" | "ed25519" | "hmac" | "jwt" | "unsigned";
  payload: Record<string, unknown>;
};

/** A callback that is no event of its vendor, whoever signed it; sending it again helps nobody. */
export class MalformedWebhook extends Error {
  constructor() {
    super("This callback is no event of its vendor.");
  }
}

/** Money left at the vendor; null where it only tells that there is some. */
export type Balance = { availableMicros: number | null; note: string };

/** One vendor. The presence of an optional method is the capability; the adapter never retries a paid call. */
export interface Provider {
  name: string;
  kind: "embedded" | "real" | "simulated";
  /** The vendor can fetch our source pictures and call us back. */
  reachesUs: boolean;
  /**
   * Where its outputs may lie: a host's name, `*.name` for all below it, or a whole origin (`http://127.0.0.1:4010`)
   * that an admin configured. The origins of its own base addresses are among them; only origins are read for a vendor
   * that is simulated or embedded. Names are read over https at port 443, and only at public addresses.
   */
  outputHosts: readonly string[];
  submit(request: SubmitRequest): Promise<SubmitOutcome>;
  /** The vendor's own id of an accepted job: no two jobs of a vendor share one. */
  jobIdOf(operation: Operation): string;
  /**
   * The handle of a job whose id was learned elsewhere: from a callback, a list, an admin. Undefined where that cannot
   * be an id of this vendor's.
   */
  operationFor(jobId: string, card: ModelCard): Operation | undefined;
  /** Throws where the vendor did not answer properly: nothing is known, and it is asked again. */
  observe(operation: Operation): Promise<Observation>;
  /** Best effort; an error means that nothing is known. */
  cancel?(operation: Operation): Promise<void>;
  /**
   * Undefined where the signature does not hold. `rawBody` is the body byte for byte. Throws `MalformedWebhook` where
   * it holds over something that is no event.
   */
  verifyWebhook?(received: ReceivedWebhook): Promise<WebhookFacts | undefined>;
  /**
   * What a verified payload says about this job; undefined where only an authenticated re-read can tell, and where it
   * speaks of another job.
   */
  readWebhook?(payload: Record<string, unknown>, operation: Operation): Observation | undefined;
  /** Of which job a payload speaks, also an unsigned one; undefined where it does not say. */
  jobOf?(payload: Record<string, unknown>): string | undefined;
  /** Finds a job by our attempt id when the answer to `submit` was lost. */
  findByToken?(attemptId: string): Promise<SubmitOutcome | undefined>;
  balance?(): Promise<Balance>;
  reachable(): Promise<boolean>;
}

export interface ProviderRegistry {
  get(name: string): Provider | undefined;
  list(): readonly Provider[];
}

export type StillRequest = { card: ModelCard; prompt: string; format: PictureFormat };
export type StillOutcome =
  | { kind: "made"; bytes: Uint8Array; mimeType: string; costMicros: number | null }
  | { kind: "refused"; failure: Failure };

/** Makes a still in one call that is paid even when its answer is lost; never sent again by itself. */
export interface StillMaker {
  provider: string;
  kind: "real" | "simulated";
  makeStill(request: StillRequest): Promise<StillOutcome>;
}

/** What connects a vendor: names of settings, never values. `fault`: why it is not connected though something is set. */
export type VendorSetup = {
  name: string;
  label: string;
  connected: boolean;
  fault: string | undefined;
  /** The vendor tells what a take came to, in money, credits or tokens. */
  tellsCost: boolean;
  settings: readonly { name: string; set: boolean; required: boolean }[];
};
