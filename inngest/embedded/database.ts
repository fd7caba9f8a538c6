import pg from "pg";
import type { Logger } from "#lib/log.ts";

export type Rows<Row> = Row[] & { count: number };
/** Runs one prepared statement; every `${value}` is a parameter. `count` is the number of rows it touched. */
export type Statement = <Row extends object>(
  strings: TemplateStringsArray,
  ...values: unknown[]
) => Promise<Rows<Row>>;
export type Tx = Statement & { script: (text: string) => Promise<void> };
export type Sql = Statement & {
  begin: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  end: () => Promise<void>;
};

const poolSize = 10;
const connectMs = 5000;
const awayCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|08\w{3}|53300)$/;
/** The driver gives these no code. */
const awayMessages = /^(Connection terminated|timeout exceeded when trying to connect)|is not queryable/;
const raceCodes = /^(40001|40P01)$/;

/** True when the database is away or asked to try again: the same work may be done again unchanged. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return awayCodes.test(code) || raceCodes.test(code) || awayMessages.test(error.message);
}

const names = new Map<string, string>();

/** The name under which a connection keeps a statement prepared; texts are few, because they are all in this code. */
function nameOf(text: string): string {
  const known = names.get(text) ?? `engine_${names.size}`;
  names.set(text, known);
  return known;
}

function statementOn(client: pg.Pool | pg.ClientBase): Statement {
  return async <Row extends object>(strings: TemplateStringsArray, ...values: unknown[]) => {
    const text = strings.reduce((whole, part, index) => `${whole}$${index}${part}`);
    const result = await client.query<Row>({ name: nameOf(text), text, values });
    return Object.assign(result.rows, { count: result.rowCount ?? 0 });
  };
}

export const connectionOptions = (url: string) => ({
  connectionString: url,
  application_name: "dailies-engine",
  connectionTimeoutMillis: connectMs,
  keepAlive: true,
});

async function transact<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("begin");
    const script = async (text: string) => {
      await client.query(text);
    };
    const result = await work(Object.assign(statementOn(client), { script }));
    await client.query("commit");
    return result;
  } catch (error) {
    broken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A pool of connections that heals when the database comes back. */
export function openDatabase(url: string, log: Logger): Sql {
  const pool = new pg.Pool({ ...connectionOptions(url), max: poolSize });
  const broke = (error: Error) => log.debug({ err: error }, "a database connection broke");
  pool.on("error", broke);
  pool.on("connect", (client) => {
    client.on("error", broke);
  });
  return Object.assign(statementOn(pool), {
    begin: <T>(work: (tx: Tx) => Promise<T>) => transact(pool, work),
    end: () => pool.end(),
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
 * JSON text of a value for a `::json` parameter; undefined is null. Half a surrogate pair becomes U+FFFD, as on a real
 * server: canonical JSON, which is what gets signed, cannot hold it.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.includes("\\ud")
    ? text.replace(escapes, (found) => (found.length === 6 ? "\\ufffd" : found))
    : text;
}
