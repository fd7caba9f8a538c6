import type { Context } from "#lib/context.ts";
import type { HealthView } from "#lib/contract/health.ts";
import { isPermitted } from "#lib/contract/role.ts";
import { Refusal } from "#lib/refusal.ts";
import { readParts } from "./health-parts.ts";

/** Whether the installation works; admins also see of which part. Throws `unavailable` to everyone else when not. */
export async function getHealth(ctx: Context): Promise<HealthView> {
  const parts = await readParts(ctx);
  const ok = parts.every((part) => part.ok || !part.needed);
  if (ctx.actor.kind === "user" && isPermitted(ctx.actor.role, "system:inspect")) return { ok, parts };
  if (!ok) throw new Refusal("unavailable");
  return { ok };
}
