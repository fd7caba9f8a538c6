import type { Logger } from "pino";

/** Everything the service needs to know, given once at start. */
export type RendererSettings = {
  port: number;
  host: string;
  folder: string;
  secret: string;
  concurrency: number;
  timeoutSeconds: number;
  memoryMb: number;
  encoder: "auto" | "webcodecs" | "wasm";
  /** Waits before the 2nd, 3rd … delivery of a webhook. */
  webhookBackoffSeconds: readonly number[];
  retentionHours: number;
  log: Logger;
};
