import { setTimeout as wait } from "node:timers/promises";
import { announceStart } from "#inngest/announce-start.ts";
import { env } from "#lib/env.ts";
import { keepBodyLengths } from "#lib/http/body-length.ts";
import { tameRequests } from "#lib/http/incoming.ts";
import { beginShutdown } from "#lib/live/shutdown.ts";
import { log } from "#lib/log.ts";
import { syncClock } from "#lib/services.ts";

const logger = log("server");

function checkSettings(): void {
  const settings = env();
  if (settings.NODE_ENV === "production" && settings.INNGEST_DEV)
    throw new Error("INNGEST_DEV turns signatures off and is refused in production. Unset it.");
}

const clockPatienceMs = 5_000;

/**
 * Checks the environment and reads the time before the first request, makes open streams end when the process is asked
 * to, and has the sweep take up what a crash left.
 */
export async function prepareServer(): Promise<void> {
  try {
    checkSettings();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : "The environment is not usable."}\n`);
    process.exit(1);
  }
  keepBodyLengths();
  tameRequests({ behindProxy: env().APP_URL.startsWith("https://") });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, beginShutdown);
  await Promise.race([syncClock(), wait(clockPatienceMs, undefined, { ref: false })]);
  void announceStart();
}

/** A page that failed: told to the log with its route alone, because an address can hold what somebody typed. */
export function noteRequestError(error: unknown, routePath: string): void {
  logger.error({ routePath, err: error }, "A page failed.");
}
