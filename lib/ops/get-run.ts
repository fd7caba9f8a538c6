import { type Context, permit } from "#lib/context.ts";
import type { EngineRunView } from "#lib/contract/engine.ts";
import { notFound } from "#lib/refusal.ts";

/** One run of the durable engine with its steps. */
export async function getRun(ctx: Context, { id }: { id: string }): Promise<EngineRunView> {
  permit(ctx, "system:inspect");
  const run = await ctx.parts.engine.getRun(id);
  if (!run) throw notFound();
  return run;
}
