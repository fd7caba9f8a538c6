import { z } from "zod";
import { jsonText, type Sql, type Tx } from "./database.ts";
import { newId } from "./identifiers.ts";
import { eventBytesMax, eventsPerRequestMax } from "./limits.ts";

export type EventPayload = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  user: Record<string, unknown>;
  v?: string;
};
export type StoredEvent = { id: string; payload: EventPayload };

const record = z.record(z.string(), z.unknown());
const incoming = z.object({
  name: z
    .string()
    .min(1)
    .max(256)
    .refine((name) => !/\p{Cc}/u.test(name), "must not hold control characters")
    .refine((name) => !/^inngest\//i.test(name), "is reserved for the engine"),
  data: record.nullish(),
  ts: z.number().int().positive().nullish(),
  id: z.string().max(512).nullish(),
  user: record.nullish(),
  v: z.string().max(64).nullish(),
});

const lifecycleNames = new Set([
  "inngest/function.finished",
  "inngest/function.failed",
  "inngest/function.cancelled",
]);

/** True for the events that tell about a run's end; a run that one of them started does not tell again. */
export const isLifecycle = (name: string): boolean => lifecycleNames.has(name);

/**
 * Reads the body of `POST /e/:key`: one event or up to 5,000, each at most 512 KiB. Throws Error with a sentence that
 * may be shown to the sender.
 */
export function parseEvents(body: unknown): z.infer<typeof incoming>[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > eventsPerRequestMax)
    throw new Error(`more than ${eventsPerRequestMax} events in one request`);
  return list.map((item, index) => {
    if (Buffer.byteLength(jsonText(item)) > eventBytesMax)
      throw new Error(`event ${index} is larger than 512 KiB`);
    const parsed = incoming.safeParse(item);
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "event"}: ${issue.message}`);
    throw new Error(`event ${index} is not valid: ${faults.join("; ")}`);
  });
}

/** Stores events from outside under the given ids; ids that are there already belong to a repeated request. */
export async function storeEvents(
  sql: Sql,
  events: ReturnType<typeof parseEvents>,
  ids: readonly string[],
): Promise<void> {
  const rows = events.map((event, index) => {
    const id = ids[index] ?? newId();
    const { _inngest, ...data } = event.data ?? {};
    const payload: EventPayload = {
      id: event.id || id,
      name: event.name,
      data,
      ts: event.ts ?? Date.now(),
      user: event.user ?? {},
      ...(event.v && { v: event.v }),
    };
    return { id, name: event.name, payload: jsonText(payload) };
  });
  const column = <K extends "id" | "name" | "payload">(key: K) => rows.map((row) => row[key]);
  await sql`
    insert into engine.event (id, name, payload)
    select id, name, payload::json
    from unnest(${column("id")}::text[], ${column("name")}::text[], ${column("payload")}::text[])
      as sent (id, name, payload)
    on conflict do nothing`;
}

/** Stores an event of the engine's own, to be dispatched after this transaction; `publicId` makes it happen once. */
export async function insertEvent(
  tx: Tx,
  name: string,
  data: Record<string, unknown>,
  publicId?: string,
  dispatched = false,
): Promise<StoredEvent> {
  const id = newId();
  const payload: EventPayload = { id: publicId ?? id, name, data, ts: Date.now(), user: {} };
  await tx`
    insert into engine.event (id, name, payload, dispatched)
    values (${id}, ${name}, ${jsonText(payload)}::json, ${dispatched})`;
  return { id, payload };
}
