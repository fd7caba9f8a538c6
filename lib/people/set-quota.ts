import { and, eq } from "drizzle-orm";
import { quotaOverrides } from "#db/schema/index.ts";
import { type Context, signedIn } from "#lib/context.ts";
import { type QuotaWindow, quotaWindows } from "#lib/contract/usage.ts";
import { recordAudit } from "#lib/ops/audit.ts";

type Limits = Partial<Record<QuotaWindow, number | null>>;

async function setLimit(
  ctx: Context,
  userId: string,
  window: QuotaWindow,
  limit: number | null,
): Promise<void> {
  if (limit === null) {
    const row = and(eq(quotaOverrides.userId, userId), eq(quotaOverrides.window, window));
    await ctx.db.delete(quotaOverrides).where(row);
    return;
  }
  const change = { videosMax: limit, setBy: signedIn(ctx).id, createdAt: ctx.now() };
  await ctx.db
    .insert(quotaOverrides)
    .values({ userId, window, ...change })
    .onConflictDoUpdate({ target: [quotaOverrides.userId, quotaOverrides.window], set: change });
}

/** Sets limits of one person, in videos; `null` takes an override back. Notes each real change, in one transaction. */
export async function setQuota(ctx: Context, userId: string, limits: Limits): Promise<void> {
  const held = await ctx.db.select().from(quotaOverrides).where(eq(quotaOverrides.userId, userId));
  for (const window of quotaWindows) {
    const wanted = limits[window];
    const before = held.find((row) => row.window === window)?.videosMax ?? null;
    if (wanted === undefined || wanted === before) continue;
    await setLimit(ctx, userId, window, wanted);
    await recordAudit(ctx, {
      action: "quota/changed",
      subjectId: userId,
      before: { [window]: before },
      after: { [window]: wanted },
    });
  }
}
