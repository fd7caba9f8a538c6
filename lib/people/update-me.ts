import { eq } from "drizzle-orm";
import { users } from "#db/schema/index.ts";
import { type Context, signedIn } from "#lib/context.ts";
import type { MeView } from "#lib/contract/people.ts";
import { getMe } from "./get-me.ts";

/** Changes one's own name. */
export async function updateMe(ctx: Context, { name }: { name: string }): Promise<MeView> {
  await ctx.db
    .update(users)
    .set({ name })
    .where(eq(users.id, signedIn(ctx).id));
  return getMe(ctx);
}
