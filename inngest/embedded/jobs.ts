import type { Sql, Tx } from "./database.ts";

/** The step id of a call that goes on from here, as opposed to one that runs a planned step. */
export const discovery = "step";

export type Job = {
  id: string;
  run_id: string;
  step_id: string;
  attempt: number;
  lanes: string[];
  claim: string;
};

/** Adds a call. A discovery asked for while one is in flight is remembered and made after it. */
export async function enqueue(
  tx: Tx,
  runId: string,
  stepId: string,
  attempt = 0,
  delayMs = 0,
): Promise<void> {
  await tx`
    insert into engine.job (run_id, step_id, attempt, run_at, lanes)
    select id, ${stepId}, ${attempt}, now() + ${delayMs} * interval '1 millisecond', lanes
    from engine.run where id = ${runId}
    on conflict (run_id, step_id) do update set again = true where engine.job.claim is not null`;
}

/** Claims up to `limit` due jobs, the longest due first, leaving out those of full lanes. */
export async function claimJobs(sql: Sql, claim: string, limit: number, fullLanes: string[]): Promise<Job[]> {
  return sql<Job>`
    with due as (
      select id from engine.job
      where claim is null and run_at <= now() and not (lanes && ${fullLanes}::text[])
      order by run_at, id limit ${limit} for update skip locked
    )
    update engine.job j set claim = ${claim}, claimed_at = now() from due where j.id = due.id
    returning j.id, j.run_id, j.step_id, j.attempt, j.lanes, j.claim`;
}

/** Gives claimed jobs back as they were: no attempt is counted. */
export async function releaseJobs(
  sql: Sql,
  claim: string,
  ids: readonly string[],
  delayMs = 0,
): Promise<void> {
  await sql`
    update engine.job set claim = null, again = false,
      run_at = case when ${delayMs} > 0 then now() + ${delayMs} * interval '1 millisecond' else run_at end
    where claim = ${claim} and id = any(${[...ids]}::bigint[])`;
}

/** Takes back everything a dead engine held, and says how many calls that were. */
export async function retakeJobs(sql: Sql): Promise<number> {
  const rows = await sql`
    with held as (
      update engine.job set claim = null, again = false where claim is not null
      returning run_id, step_id, attempt, claimed_at
    )
    insert into engine.call (run_id, step_id, attempt, outcome, started_at)
    select run_id, step_id, attempt, 'interrupted', claimed_at from held`;
  return rows.count;
}

/** Milliseconds until the next unclaimed job outside full lanes is due, at most `maxMs`. */
export async function msUntilDue(sql: Sql, fullLanes: string[], maxMs: number): Promise<number> {
  const [row] = await sql<{ ms: number | null }>`
    select (extract(epoch from min(run_at) - now()) * 1000)::float8 as ms
    from engine.job where claim is null and not (lanes && ${fullLanes}::text[])`;
  return Math.min(Math.max(Math.ceil(row?.ms ?? maxMs), 0), maxMs);
}

/** Removes a job whose call has ended. False when this claim no longer owns it: its result must be dropped. */
export async function finishJob(
  tx: Tx,
  job: Pick<Job, "id" | "claim">,
): Promise<{ owned: boolean; again: boolean }> {
  const [row] = await tx<{ again: boolean }>`
    delete from engine.job where id = ${job.id} and claim = ${job.claim} returning again`;
  return { owned: row !== undefined, again: row?.again ?? false };
}
