import { and, eq } from "drizzle-orm";
import { stills } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { StillView } from "#lib/contract/still.ts";
import { notFound } from "#lib/refusal.ts";
import { viewStill } from "./still-view.ts";

/** One's own still; everybody else's is not found. */
export async function getStill(ctx: Context, { id }: { id: string }): Promise<StillView> {
  const user = permit(ctx, "videos:read");
  const [row] = await ctx.db
    .select()
    .from(stills)
    .where(and(eq(stills.id, id), eq(stills.ownerId, user.id)));
  if (!row) throw notFound();
  return viewStill(ctx, row);
}
