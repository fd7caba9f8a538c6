import { type Context, permit } from "#lib/context.ts";
import type { EngineRunView } from "#lib/contract/engine.ts";
import { notFound } from "#lib/refusal.ts";
import { recordAudit } from "./audit.ts";
import { getRun } from "./get-run.ts";

type Ask = { id: string };

async function change(ctx: Context, { id }: Ask, move: "retryRun" | "cancelRun"): Promise<EngineRunView> {
  permit(ctx, "system:inspect");
  const before = await getRun(ctx, { id });
  const after = await ctx.parts.engine[move](id);
  if (!after) throw notFound();
  await recordAudit(ctx, {
    action: move === "retryRun" ? "run/retried" : "run/canceled",
    subjectId: id,
    before: { status: before.status },
    after: { status: after.status },
  });
  return after;
}

/** Starts a failed run again. Throws `conflict` when the engine says that it cannot. */
export const retryRun = (ctx: Context, ask: Ask): Promise<EngineRunView> => change(ctx, ask, "retryRun");

/** Stops a run. Throws `conflict` when it has ended. */
export const cancelRun = (ctx: Context, ask: Ask): Promise<EngineRunView> => change(ctx, ask, "cancelRun");
