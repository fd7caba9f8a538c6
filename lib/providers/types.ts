import type { Failure } from "#lib/contract/failure.ts";

export type SubmitRequest = {
  attemptId: string;
  model: string;
  prompt: string;
  negativePrompt: string | undefined;
  width: number;
  height: number;
  durationSeconds: number;
  seed: number;
  /** Absolute, short-lived URLs of the source images. */
  sourceUrls: string[];
  callbackUrl: string | undefined;
};

/** Opaque, serialisable handle of an accepted job; only the adapter that made it reads it. */
export type Operation = Record<string, unknown>;

export type SubmitOutcome =
  | { kind: "accepted"; operation: Operation }
  | { kind: "refused"; failure: Failure };

export type ProviderOutput = { url: string; headers: Record<string, string>; bytesMax: number };

export type Observation =
  | { kind: "pending"; progress: number | undefined; queuePosition: number | undefined }
  | { kind: "succeeded"; outputs: ProviderOutput[]; costMicros: number }
  | { kind: "failed"; failure: Failure }
  | { kind: "canceled" };

export type WebhookFacts = { eventId: string; verifiedBy: string; payload: Record<string, unknown> };

/** One vendor. The presence of an optional method is the capability; the adapter never retries a paid call. */
export interface Provider {
  name: string;
  kind: "embedded" | "real";
  submit(request: SubmitRequest): Promise<SubmitOutcome>;
  observe(operation: Operation): Promise<Observation>;
  /** Best effort; an error means that nothing is known. */
  cancel?(operation: Operation): Promise<void>;
  /** Undefined where the signature does not hold. `rawBody` is the body byte for byte. */
  verifyWebhook?(headers: Headers, rawBody: string, now: Date): WebhookFacts | undefined;
  /** What a verified payload says about its job; undefined where only an authenticated re-read can tell. */
  readWebhook?(payload: Record<string, unknown>): Observation | undefined;
  /** Finds a job by our attempt id when the answer to `submit` was lost. */
  findByToken?(attemptId: string): Promise<SubmitOutcome | undefined>;
  reachable(): Promise<boolean>;
}

export interface ProviderRegistry {
  get(name: string): Provider | undefined;
  list(): readonly Provider[];
}
