import type { Logger } from "#lib/log.ts";
import type { Sql } from "./database.ts";
import type { Registry } from "./registry.ts";

export type Settings = {
  databaseUrl: string;
  port: number;
  appUrl: string;
  eventKey: string;
  signingKey: string;
  backoffSeconds: number[];
  checkpointing: boolean;
  retentionDays: number;
};

/** What wakes each loop as soon as it has something to do; calling one too often only costs a query. */
export type Pokes = { events: () => void; jobs: () => void; waits: () => void; crons: () => void };

export type Engine = {
  settings: Settings;
  sql: Sql;
  log: Logger;
  registry: Registry;
  poke: Pokes;
};
