import { z } from "zod";
import { engineRunListInput } from "#lib/contract/engine.ts";
import { checkpoint, StaleError, UnsupportedCheckpointError } from "./checkpoint.ts";
import { RefusedError } from "./config.ts";
import { isPassing, patiently } from "./database.ts";
import type { Engine } from "./engine.ts";
import { parseEvents, storeEvents } from "./events.ts";
import { readHealth } from "./health.ts";
import { eventIds } from "./identifiers.ts";
import { getRun, listRuns } from "./inspect.ts";
import { ConflictError, cancelRun, retryRun } from "./intervene.ts";
import { doorPatienceMs } from "./limits.ts";
import { type Answer, fault, type Handler, HttpError, type Incoming } from "./server.ts";
import { bearerOf, sameText } from "./sign.ts";
import { register, type SyncState } from "./sync.ts";

export type Vitals = { serving: () => boolean; appReachable: () => boolean; sync: () => SyncState };
type Door = {
  method: string;
  path: RegExp;
  open?: boolean;
  handle: (request: Incoming, id: string) => Promise<Answer>;
};

const ok = (body: unknown): Answer => ({ status: 200, body });
const found = (body: unknown): Answer => (body === undefined ? fault(404, "no such run") : ok(body));

async function receiveEvents(engine: Engine, request: Incoming, key: string): Promise<Answer> {
  if (!sameText(key, engine.settings.eventKey)) return fault(401, "the event key is not valid");
  const body = await request.body();
  let events: ReturnType<typeof parseEvents>;
  try {
    events = parseEvents(body);
  } catch (error) {
    return fault(400, error instanceof Error ? error.message : "the events are not valid");
  }
  const seed = request.headers["x-inngest-event-id-seed"];
  const ids = eventIds(typeof seed === "string" ? seed : undefined, events.length);
  const deadline = Date.now() + doorPatienceMs;
  await patiently(
    () => storeEvents(engine.sql, events, ids),
    () => Date.now() > deadline,
  );
  engine.poke.events();
  return ok({ ids, status: 200 });
}

async function receiveCheckpoint(engine: Engine, request: Incoming, runId: string): Promise<Answer> {
  const body = await request.body();
  const deadline = Date.now() + doorPatienceMs;
  await patiently(
    () => checkpoint(engine, runId, body),
    () => Date.now() > deadline,
  );
  return ok({});
}

async function sendState(engine: Engine, runId: string, part: "batch" | "actions"): Promise<Answer> {
  if (part === "batch") {
    const rows = await engine.sql<{ payload: unknown }>`
      select e.payload from engine.run r join engine.event e on e.id = r.event_id where r.id = ${runId}`;
    return rows.length > 0 ? ok(rows.map((row) => row.payload)) : fault(404, "no such run");
  }
  const steps = await engine.sql<{ step_id: string; value: unknown }>`
    select step_id, value from engine.step where run_id = ${runId} and position is not null`;
  return ok(Object.fromEntries(steps.map((step) => [step.step_id, step.value])));
}

function doors(engine: Engine, vitals: Vitals): Door[] {
  const { sql } = engine;
  return [
    {
      method: "GET",
      path: /^\/healthz$/,
      open: true,
      handle: async () => {
        await sql`select 1`;
        return vitals.serving() ? ok({ ok: true }) : { status: 503, body: { ok: false } };
      },
    },
    {
      method: "POST",
      path: /^\/e\/([^/]+)$/,
      open: true,
      handle: (request, key) => receiveEvents(engine, request, key),
    },
    {
      method: "POST",
      path: /^\/fn\/register$/,
      handle: async (request) => ok({ ok: true, modified: await register(engine, await request.body()) }),
    },
    {
      method: "POST",
      path: /^\/v1\/checkpoint\/([\w-]+)\/async$/,
      handle: (request, runId) => receiveCheckpoint(engine, request, runId),
    },
    {
      method: "GET",
      path: /^\/v0\/runs\/([\w-]+)\/batch$/,
      handle: (_, id) => sendState(engine, id, "batch"),
    },
    {
      method: "GET",
      path: /^\/v0\/runs\/([\w-]+)\/actions$/,
      handle: (_, id) => sendState(engine, id, "actions"),
    },
    {
      method: "GET",
      path: /^\/inspect\/health$/,
      handle: async () => ok(await readHealth(engine, vitals.appReachable(), vitals.sync())),
    },
    {
      method: "GET",
      path: /^\/inspect\/runs$/,
      handle: async ({ url }) =>
        ok(await listRuns(engine, engineRunListInput.parse(Object.fromEntries(url.searchParams)))),
    },
    {
      method: "GET",
      path: /^\/inspect\/runs\/([\w-]+)$/,
      handle: async (_, id) => found(await getRun(engine, id)),
    },
    {
      method: "POST",
      path: /^\/inspect\/runs\/([\w-]+)\/retry$/,
      handle: async (_, id) => found(await retryRun(engine, id)),
    },
    {
      method: "POST",
      path: /^\/inspect\/runs\/([\w-]+)\/cancel$/,
      handle: async (_, id) => found(await cancelRun(engine, id)),
    },
  ];
}

function explain(error: unknown): Answer {
  if (error instanceof StaleError || error instanceof ConflictError) return fault(409, error.message);
  if (error instanceof RefusedError || error instanceof UnsupportedCheckpointError)
    return fault(400, error.message);
  if (error instanceof z.ZodError) return fault(400, z.prettifyError(error));
  if (isPassing(error)) return fault(503, "the database is not reachable");
  throw error;
}

/** Everything the engine answers over HTTP: events by key, health openly, all else with the signing key's bearer. */
export function createDoors(engine: Engine, vitals: Vitals): Handler {
  const table = doors(engine, vitals);
  const bearer = `Bearer ${bearerOf(engine.settings.signingKey)}`;
  return async (request) => {
    const here = table.filter((door) => door.path.test(request.url.pathname));
    const door = here.find((candidate) => candidate.method === request.method);
    if (!door)
      throw new HttpError(here.length > 0 ? 405 : 404, here.length > 0 ? "wrong method" : "not found");
    if (!door.open && !sameText(request.headers.authorization ?? "", bearer))
      return fault(401, "not authorized");
    try {
      return await door.handle(request, door.path.exec(request.url.pathname)?.[1] ?? "");
    } catch (error) {
      if (error instanceof HttpError) throw error;
      return explain(error);
    }
  };
}
