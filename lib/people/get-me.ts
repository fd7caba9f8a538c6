import { eq } from "drizzle-orm";
import { users } from "#db/schema/index.ts";
import { type Context, signedIn } from "#lib/context.ts";
import type { MeView } from "#lib/contract/people.ts";
import { permissionsOf } from "#lib/contract/role.ts";
import { Refusal } from "#lib/refusal.ts";

/** The person who asks, and what they may do. */
export async function getMe(ctx: Context): Promise<MeView> {
  const { id } = signedIn(ctx);
  const [user] = await ctx.db.select().from(users).where(eq(users.id, id));
  if (!user) throw new Refusal("not_signed_in");
  const { name, email, role, plan } = user;
  return { id, name, email, role, plan, permissions: [...permissionsOf[role]] };
}
