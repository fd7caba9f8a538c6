import type { z } from "zod";
import type {
  EngineRunSummary,
  EngineRunView,
  engineRunListInput,
  engineRunListView,
} from "#lib/contract/engine.ts";
import type { Engine } from "./engine.ts";
import type { EventPayload } from "./events.ts";
import type { RunError } from "./reply.ts";

type SummaryRow = {
  id: string;
  function_id: string;
  status: EngineRunSummary["status"];
  steps: number;
  started_at: Date;
  ended_at: Date | null;
  error: RunError | null;
  payload: EventPayload;
};
type StepRow = {
  step_id: string;
  op: string;
  name: string;
  failed: boolean;
  opened_at: Date;
  resolved_at: Date | null;
  failures: number;
  value: { error: RunError } | null;
  last_error: RunError | null;
  first_call: Date | null;
  in_flight: boolean;
};
type Timeline = EngineRunView["timeline"][number];

const idValue = /^[\w.:-]{1,80}$/;
const kinds: Record<string, Timeline["kind"]> = {
  Sleep: "sleep",
  WaitForEvent: "wait",
  InvokeFunction: "invoke",
  SendEvent: "send",
};

const brief = (error: RunError | null) => error && { name: error.name, message: error.message };
const iso = (date: Date | null) => date?.toISOString() ?? null;

/** Values of the data's keys that end in "id", which is all that may be shown of an event. */
function subjectIds(data: Record<string, unknown>): string[] {
  return Object.entries(data).flatMap(([key, value]) =>
    /id$/i.test(key) && typeof value === "string" && idValue.test(value) ? [value] : [],
  );
}

function summary(engine: Engine, row: SummaryRow): EngineRunSummary {
  return {
    id: row.id,
    functionId: row.function_id,
    functionName: engine.registry.get(row.function_id)?.name ?? row.function_id,
    status: row.status,
    eventName: row.payload.name,
    subjectIds: subjectIds(row.payload.data),
    steps: row.steps,
    startedAt: row.started_at.toISOString(),
    endedAt: iso(row.ended_at),
    error: brief(row.error),
  };
}

/** Runs, newest first; the cursor is the last run's id. */
export async function listRuns(
  engine: Engine,
  input: z.output<typeof engineRunListInput>,
): Promise<z.output<typeof engineRunListView>> {
  const { sql, registry } = engine;
  const rows = await sql<SummaryRow>`
    select r.id, r.function_id, r.status, r.step_count as steps, r.started_at, r.ended_at, r.error, e.payload
    from engine.run r join engine.event e on e.id = r.event_id
    where (${input.status ?? null}::text is null or r.status = ${input.status ?? null})
      and (${input.functionId ?? null}::text is null or r.function_id = ${input.functionId ?? null})
      and (${input.cursor ?? null}::text is null or r.id < ${input.cursor ?? null})
    order by r.id desc limit ${input.limit + 1}`;
  const page = rows.slice(0, input.limit);
  return {
    supported: true,
    dashboardUrl: null,
    functions: registry.active().map((config) => ({ id: config.id, name: config.name ?? config.id })),
    items: page.map((row) => summary(engine, row)),
    nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function stateOf(row: StepRow): Timeline["state"] {
  if (row.resolved_at) return row.failed ? "failed" : "completed";
  return row.in_flight ? "running" : "pending";
}

const timelineEntry = (row: StepRow): Timeline => ({
  stepId: row.step_id,
  name: row.name,
  kind: kinds[row.op] ?? "run",
  state: stateOf(row),
  attempts: row.failures + (row.resolved_at && !row.failed ? 1 : 0),
  startedAt: iso(row.first_call ?? row.opened_at),
  endedAt: iso(row.resolved_at),
  error: row.resolved_at && !row.failed ? null : brief(row.value?.error ?? row.last_error),
});

/** One run with its steps, attempts, waits and errors; undefined when there is none. */
export async function getRun(engine: Engine, id: string): Promise<EngineRunView | undefined> {
  const { sql } = engine;
  const [row] = await sql<SummaryRow>`
    select r.id, r.function_id, r.status, r.step_count as steps, r.started_at, r.ended_at, r.error, e.payload
    from engine.run r join engine.event e on e.id = r.event_id where r.id = ${id}`;
  if (!row) return undefined;
  const steps = await sql<StepRow>`
    with known as (
      select step_id, op, name, failed, opened_at, resolved_at, position,
        case when failed then value end as value
      from engine.step where run_id = ${id}
      union all
      select c.step_id, 'StepRun', coalesce(max(c.name), case when c.step_id = 'step' then 'function' else c.step_id end),
        r.status = 'failed', min(c.started_at), r.ended_at, null, null
      from engine.call c join engine.run r on r.id = c.run_id
      where c.run_id = ${id} and c.error is not null
        and not exists (select from engine.step s where s.run_id = c.run_id and s.step_id = c.step_id)
      group by c.step_id, r.status, r.ended_at
    )
    select k.*, coalesce(tries.failures, 0)::int as failures, tries.last_error,
      tries.first_call, exists (
        select from engine.job j where j.run_id = ${id} and j.step_id = k.step_id and j.claim is not null) as in_flight
    from known k left join lateral (
      select count(*) as failures, (array_agg(c.error order by c.id desc))[1] as last_error,
        min(c.started_at) as first_call
      from engine.call c where c.run_id = ${id} and c.step_id = k.step_id and c.error is not null
    ) tries on true
    order by k.position nulls last, k.opened_at, k.step_id`;
  return { ...summary(engine, row), timeline: steps.map(timelineEntry) };
}
