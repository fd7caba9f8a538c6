import type { Context } from "#lib/context.ts";
import { checkInvariants } from "#lib/ops/check-invariants.ts";
import { type TestBench, worker } from "./context.ts";

/** Runs a statement that no code of ours would make, as a database without triggers and foreign keys would. */
export const force = (bench: TestBench, statement: string) =>
  bench.connection.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(statement);
  });

/** Which invariants do not hold, with how many rows break each and the first of them. */
export async function brokenIn(bench: TestBench, ctx: Context = bench.context(worker)) {
  const views = await checkInvariants(ctx);
  return views
    .filter(({ violations }) => violations > 0)
    .map(({ id, violations, examples }) => ({ id, violations, subject: examples[0]?.subject }));
}
