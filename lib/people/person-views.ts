import { count, inArray } from "drizzle-orm";
import { quotaOverrides, quotaUsage, type users, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { PersonView } from "#lib/contract/people.ts";
import { quotaViews } from "#lib/money/quota.ts";

type UserRow = typeof users.$inferSelect;

/** What an admin sees of people, in the order given; three queries however many there are. */
export async function personViews(ctx: Context, people: readonly UserRow[]): Promise<PersonView[]> {
  const ids = people.map(({ id }) => id);
  const [overrides, usage, counts] = await Promise.all([
    ctx.db.select().from(quotaOverrides).where(inArray(quotaOverrides.userId, ids)),
    ctx.db.select().from(quotaUsage).where(inArray(quotaUsage.userId, ids)),
    ctx.db
      .select({ ownerId: videos.ownerId, videos: count() })
      .from(videos)
      .where(inArray(videos.ownerId, ids))
      .groupBy(videos.ownerId),
  ]);
  const own = <T extends { userId: string }>(rows: readonly T[], id: string) =>
    rows.filter(({ userId }) => userId === id);
  return people.map(({ id, name, email, role, plan, suspendedAt, createdAt, lastSeenAt }) => ({
    id,
    name,
    email,
    role,
    plan,
    suspendedAt: suspendedAt?.toISOString() ?? null,
    quotas: quotaViews(plan, own(overrides, id), own(usage, id), ctx.now()),
    videoCount: counts.find(({ ownerId }) => ownerId === id)?.videos ?? 0,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }));
}
