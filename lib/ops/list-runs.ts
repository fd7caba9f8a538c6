import type { z } from "zod";
import { type Context, permit } from "#lib/context.ts";
import type { engineRunListInput, engineRunListView } from "#lib/contract/engine.ts";

/** Runs of the durable engine, newest first. */
export async function listRuns(
  ctx: Context,
  input: z.output<typeof engineRunListInput>,
): Promise<z.output<typeof engineRunListView>> {
  permit(ctx, "system:inspect");
  return ctx.parts.engine.listRuns(input);
}
