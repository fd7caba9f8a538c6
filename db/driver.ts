import postgres, { type Sql, type TransactionSql } from "postgres";
import { createPlaces } from "./places.ts";

const connectSeconds = 10;
const endSeconds = 5;

const lost = /^(ECONNRESET|EPIPE|ETIMEDOUT|CONNECTION_(CLOSED|DESTROYED|ENDED)|57P0[123])$/;
const isLost = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && lost.test(error.code);

type Work<T> = (sql: TransactionSql) => T | Promise<T>;

/** Knows whether the connection of one transaction was lost. */
function watchConnection() {
  let error: unknown;
  const note = (thrown: unknown): void => {
    if (isLost(thrown)) error ??= thrown;
  };
  return {
    note,
    /** Throws where the connection is gone: what follows must not be sent on its successor. */
    require(): void {
      if (error !== undefined) throw error;
    },
    /**
     * Once the connection is gone it has no end of its own, for the driver would then send a rollback where there is no
     * transaction; the whole is refused by the driver when it sees the connection closed.
     */
    async settle<T>(work: () => T | Promise<T>): Promise<T> {
      try {
        const result = await work();
        if (error === undefined) return result;
      } catch (thrown) {
        if (error === undefined) throw thrown;
      }
      return new Promise(() => undefined);
    },
  };
}
type Watch = ReturnType<typeof watchConnection>;

/** A transaction's statements, each refused once the connection was lost. */
function guard(sql: TransactionSql, watch: Watch): TransactionSql {
  const watched = <Q>(send: () => Q): Q => {
    watch.require();
    const query = send();
    if (query instanceof Promise) query.catch(watch.note);
    return query;
  };
  return new Proxy(sql, {
    apply: (target, self, values) => watched(() => Reflect.apply(target, self, values)),
    get(target, name) {
      if (name === "unsafe")
        return (...values: Parameters<TransactionSql["unsafe"]>) => watched(() => target.unsafe(...values));
      if (name === "savepoint")
        return <T>(work: Work<T>) =>
          target.savepoint((inner) => watch.settle(() => work(guard(inner, watch))));
      return Reflect.get(target, name);
    },
  });
}

/**
 * The pool of now. One that lost a connection takes nothing new, for the driver may tell the next statement there of the
 * last one's end, or never connect again; what runs on its other connections may end.
 */
function renewed(open: (onclose: () => void) => Sql): () => Sql {
  let current: Sql | undefined;
  let shared: Sql["options"] | undefined;
  return () => {
    if (current) return current;
    const opened = open(() => {
      if (current !== opened) return;
      current = undefined;
      void opened.end({ timeout: endSeconds });
    });
    shared ??= opened.options;
    Object.assign(opened.options.parsers, shared.parsers);
    Object.assign(opened.options.serializers, shared.serializers);
    current = opened;
    return opened;
  };
}

/**
 * A pool of at most `size` connections that heals by itself when the database comes back. A transaction whose connection
 * is lost sends nothing more: the driver would go on with it on another connection, outside of any transaction, and
 * may end the process with its rollback (porsager/postgres 1154, 1208). Transactions leave one connection to single
 * statements, and one that finds no place for ten seconds is told so (`CONNECT_TIMEOUT`).
 */
export function openPool(url: string, size: number): Sql {
  const now = renewed((onclose) =>
    postgres(url, {
      max: size,
      onnotice: () => undefined,
      onclose,
      connect_timeout: connectSeconds,
      // It asks for types on its own at each connection, and a cut in it would end the process.
      fetch_types: false,
      connection: { application_name: "dailies" },
    }),
  );
  const places = createPlaces(Math.max(1, size - 1));
  const transact = <T>(work: Work<T>) =>
    places.within(async () => {
      const watch = watchConnection();
      const whole = now().begin((sql) => watch.settle(() => work(guard(sql, watch))));
      whole.catch(watch.note);
      return whole;
    });
  return new Proxy(now(), {
    apply: (_, self, values) => Reflect.apply(now(), self, values),
    get: (_, name) => (name === "begin" ? transact : Reflect.get(now(), name)),
  });
}
