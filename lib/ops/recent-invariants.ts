import type { Context, Parts } from "#lib/context.ts";
import type { InvariantView } from "#lib/contract/incident.ts";
import { checkInvariants } from "./check-invariants.ts";

type Checked = { at: number; views: Promise<InvariantView[]> };

const freshMs = 30_000;
const lastChecks = new WeakMap<Parts, Checked>();

/** The invariants as of at most half a minute ago: however often a scraper asks, the database is asked once. */
export function recentInvariants(ctx: Context): Promise<InvariantView[]> {
  const now = ctx.now().getTime();
  const last = lastChecks.get(ctx.parts);
  if (last && now - last.at < freshMs && now >= last.at) return last.views;
  const views = checkInvariants(ctx);
  lastChecks.set(ctx.parts, { at: now, views });
  views.catch(() => lastChecks.delete(ctx.parts));
  return views;
}
