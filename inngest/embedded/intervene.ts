import type { EngineRunView } from "#lib/contract/engine.ts";
import type { Tx } from "./database.ts";
import type { Engine } from "./engine.ts";
import type { StoredEvent } from "./events.ts";
import { newId } from "./identifiers.ts";
import { getRun } from "./inspect.ts";
import { endRun, insertRun, lockRun } from "./runs.ts";

/** The run is in a state in which this cannot be done; the message may be shown. */
export class ConflictError extends Error {}

type EndedRun = { function_id: string; event_id: string; status: string; payload: StoredEvent["payload"] };

/** Stops a running run; waiting functions learn of it as of any cancellation. Undefined when there is no such run. */
export async function cancelRun(engine: Engine, id: string): Promise<EngineRunView | undefined> {
  await engine.sql.begin(async (tx) => {
    const run = await lockRun(tx, id);
    const error = { name: "Canceled", message: "canceled by an administrator" };
    if (run) await endRun(tx, run, { status: "canceled", error });
  });
  engine.poke.events();
  return getRun(engine, id);
}

async function copySteps(tx: Tx, from: string, to: string): Promise<void> {
  await tx`
    insert into engine.step (run_id, step_id, op, name, race, value, position, opened_at, resolved_at)
    select ${to}, step_id, op, name, race, value, nextval('engine.step_position'), opened_at, resolved_at
    from (
      select * from engine.step where run_id = ${from} and position < coalesce(
        (select min(position) from engine.step where run_id = ${from} and failed), 9223372036854775807)
      order by position) kept`;
  await tx`
    update engine.run set
      step_count = (select count(*) from engine.step where run_id = ${to}),
      state_bytes = (select coalesce(sum(octet_length(value::text)), 0) from engine.step where run_id = ${to})
    where id = ${to}`;
}

/**
 * Runs a failed or canceled run again, as a new run that keeps the steps which were done before the first failure.
 * Undefined when there is no such run; throws ConflictError when it is running, done, or was run again already.
 */
export async function retryRun(engine: Engine, id: string): Promise<EngineRunView | undefined> {
  const again = newId();
  const found = await engine.sql.begin(async (tx) => {
    const [run] = await tx<EndedRun>`
      select r.function_id, r.event_id, r.status, e.payload
      from engine.run r join engine.event e on e.id = r.event_id where r.id = ${id} for update of r`;
    if (!run) return false;
    const config = engine.registry.get(run.function_id);
    if (run.status !== "failed" && run.status !== "canceled")
      throw new ConflictError(`the run is ${run.status}`);
    if (!config) throw new ConflictError("the function is not registered any more");
    const [newer] = await tx`select from engine.run where retry_of = ${id}`;
    if (newer) throw new ConflictError("the run was run again already");
    const event = { id: run.event_id, payload: run.payload };
    await insertRun(tx, config, event, again, { retryOf: id });
    await copySteps(tx, id, again);
    return true;
  });
  if (!found) return undefined;
  engine.poke.jobs();
  engine.poke.waits();
  return getRun(engine, again);
}
