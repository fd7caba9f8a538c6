import postgres from "postgres";

export type Sql = postgres.Sql;
export type Tx = postgres.TransactionSql;

const reconnectSeconds = 0.2;
const poolSize = 10;
const lostCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);
const raceCodes = new Set(["40001", "40P01"]);

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** True when the database is away or asked to try again: the same work may be done again unchanged. */
export const isPassing = (error: unknown): boolean =>
  lostCodes.has(codeOf(error)) || raceCodes.has(codeOf(error));

/** A pool for the engine's work; with `connections: 1` a connection to hold the engine's lock on. */
export function openDatabase(url: string, options: { connections?: number; onClose?: () => void } = {}): Sql {
  return postgres(url, {
    max: options.connections ?? poolSize,
    max_lifetime: null,
    backoff: () => reconnectSeconds,
    connect_timeout: 5,
    connection: { application_name: "dailies-engine" },
    onnotice: () => undefined,
    ...(options.onClose && { onclose: options.onClose }),
  });
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Repeats `work` while the database is away, until `deadline()` is true; then the last error is thrown. */
export async function patiently<T>(work: () => Promise<T>, deadline: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || deadline()) throw error;
      await pause(100);
    }
  }
}

const escapes = /\\(u[dD][89a-fA-F][0-9a-fA-F]{2}|[\s\S])/g;

/**
 * JSON text of a value for a `::text::json` parameter; undefined is null. Half a surrogate pair becomes U+FFFD, as on a
 * real server: canonical JSON, which is what gets signed, cannot hold it.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.includes("\\ud")
    ? text.replace(escapes, (found) => (found.length === 6 ? "\\ufffd" : found))
    : text;
}
