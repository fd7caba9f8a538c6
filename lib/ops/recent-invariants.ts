import type { Context, Parts } from "#lib/context.ts";
import type { InvariantView } from "#lib/contract/incident.ts";
import { checkInvariants } from "./check-invariants.ts";

type Checked = { checkedAt: Date; invariants: InvariantView[] };

const freshMs = 30_000;
const lastChecks = new WeakMap<Parts, { at: number; checked: Promise<Checked> }>();

/** The invariants as of at most half a minute ago: however often it is asked for, the database is asked once. */
export function recentInvariants(ctx: Context): Promise<Checked> {
  const checkedAt = ctx.now();
  const at = checkedAt.getTime();
  const last = lastChecks.get(ctx.parts);
  if (last && at - last.at < freshMs && at >= last.at) return last.checked;
  const checked = checkInvariants(ctx).then((invariants) => ({ checkedAt, invariants }));
  lastChecks.set(ctx.parts, { at, checked });
  checked.catch(() => lastChecks.delete(ctx.parts));
  return checked;
}
