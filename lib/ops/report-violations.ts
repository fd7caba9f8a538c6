import { type Context, requireSystem } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { checkInvariants } from "./check-invariants.ts";

const reportedMax = 1000;
const reported = new Set<string>();

/** Checks the promises and logs each row that newly breaks one, once by process. Returns how many rows break any. */
export async function reportViolations(ctx: Context): Promise<number> {
  requireSystem(ctx);
  let violations = 0;
  for (const { id, promise, violations: rows, examples } of await checkInvariants(ctx)) {
    violations += rows;
    for (const { subject, detail } of examples) {
      const row = `${id} ${subject}`;
      if (reported.has(row)) continue;
      if (reported.size >= reportedMax) reported.clear();
      reported.add(row);
      log("invariants").error({ invariant: id, subject, detail, rows }, promise);
    }
  }
  return violations;
}
