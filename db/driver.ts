import pg from "pg";
import type { Sql } from "postgres";
import { z } from "zod";

type Values = readonly unknown[];
type Rows = unknown[] & { count: number; command: string };
type Run = (text: string, values: Values, rowMode?: "array") => Promise<Rows>;

const connectMs = 10_000;
const endMs = 5000;
/** Moments, intervals and arrays of them stay text, as the schema's columns read them. */
const textTypes = new Set([1082, 1083, 1114, 1115, 1182, 1184, 1185, 1186, 1231]);
const lost = /^(Connection terminated|Client was closed)|is not queryable/;
const late = /timeout exceeded when trying to connect|due to connection timeout/;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    textTypes.has(oid) ? (text: string) => text : pg.types.getTypeParser(oid, format),
};

/** The driver gives its own errors no code; the rest of the product tells a lost database by one. */
function coded(error: unknown): unknown {
  if (!(error instanceof Error) || "code" in error) return error;
  if (late.test(error.message)) return Object.assign(error, { code: "CONNECT_TIMEOUT" });
  return lost.test(error.message) ? Object.assign(error, { code: "CONNECTION_CLOSED" }) : error;
}

const runOn =
  (client: pg.Pool | pg.ClientBase): Run =>
  async (text, values, rowMode) => {
    try {
      const query = { text, values: [...values], types, ...(rowMode && { rowMode }) };
      const { rows, rowCount, command } = await client.query<Record<string, unknown>>(query);
      return Object.assign(rows, { count: rowCount ?? 0, command });
    } catch (error) {
      throw coded(error);
    }
  };

/** One after the other, however they are asked for: a connection takes one statement at a time. */
function inTurn(run: Run): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (...statement) => {
    const next = last.then(() => run(...statement));
    last = next.catch(() => undefined);
    return next;
  };
}

/** A statement that is sent when it is awaited: its rows as objects, or as `values()`. */
function statement(run: Run, text: string, values: Values) {
  const rows = () => run(text, values);
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is awaited
    then: (done: (rows: Rows) => unknown, failed: (error: unknown) => unknown) => rows().then(done, failed),
    catch: (failed: (error: unknown) => unknown) => rows().catch(failed),
    values: () => run(text, values, "array"),
  };
}

const clientShape = z.custom<Sql>((value) => typeof value === "function" && "unsafe" in value);

/** What the query builder and a tagged template need of a client, on top of `run`. */
function clientOf(run: Run, more: object): Sql {
  const tagged = (strings: TemplateStringsArray, ...values: unknown[]) =>
    statement(
      run,
      strings.reduce((whole, part, at) => `${whole}$${at}${part}`),
      values,
    );
  return clientShape.parse(
    Object.assign(tagged, {
      unsafe: (text: string, values: Values = []) => statement(run, text, values),
      options: { parsers: {}, serializers: {} },
      ...more,
    }),
  );
}

type Work<T> = (sql: Sql) => Promise<T>;

/** One transaction or savepoint: a statement that failed in it fails it, even where its error was caught. */
async function within<T>(run: Run, nextName: () => string, work: Work<T>): Promise<T> {
  const failures: unknown[] = [];
  const noting: Run = async (...statement) => {
    try {
      return await run(...statement);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  };
  const savepoint = async <U>(inner: Work<U>): Promise<U> => {
    const name = nextName();
    await noting(`savepoint ${name}`, []);
    try {
      return await within(run, nextName, inner);
    } catch (error) {
      await noting(`rollback to ${name}`, []);
      throw error;
    }
  };
  const result = await work(clientOf(noting, { savepoint }));
  if (failures.length > 0) throw failures[0];
  return result;
}

/** A transaction on one connection. Once that is lost nothing more is sent on it, least of all on its successor. */
async function transact<T>(pool: pg.Pool, work: Work<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw coded(error);
  });
  const run = inTurn(runOn(client));
  let savepoints = 0;
  let broken = false;
  try {
    await run("begin", []);
    const result = await within(run, () => `s${savepoints++}`, work);
    await run("commit", []);
    return result;
  } catch (error) {
    broken = await run("rollback", []).then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A pool of at most `size` connections that heals by itself when the database comes back. */
export function openPool(url: string, size: number): Sql {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: "dailies",
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  });
  const broke = (): void => undefined;
  pool.on("error", broke);
  pool.on("connect", (client) => void client.on("error", broke));
  return clientOf(runOn(pool), {
    begin: <T>(work: Work<T>) => transact(pool, work),
    end: () => Promise.race([pool.end(), new Promise((done) => setTimeout(done, endMs).unref())]),
  });
}
