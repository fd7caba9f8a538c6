import { and, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { attempts, webhookReceipts } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { listReceiptsInput, ReceiptListView } from "#lib/contract/incident.ts";

type Input = z.output<typeof listReceiptsInput>;

const pageSize = 50;
/** To the microsecond, as Postgres keeps it: a page that ends within a millisecond loses nothing. */
const moment = sql<string>`to_char(${webhookReceipts.receivedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const kinds: Record<Input["kind"], SQL> = {
  orphans: isNull(webhookReceipts.attemptId),
  duplicates: gt(webhookReceipts.duplicates, 0),
};

/** Callbacks that fit no attempt, or that came more than once; fifty a page, newest first, `before` a moment. */
export async function listReceipts(ctx: Context, { kind, before }: Input): Promise<ReceiptListView> {
  permit(ctx, "system:inspect");
  const rows = await ctx.db
    .select({
      id: webhookReceipts.id,
      provider: webhookReceipts.provider,
      eventId: webhookReceipts.eventId,
      jobId: webhookReceipts.jobId,
      videoId: attempts.videoId,
      attemptNumber: attempts.number,
      verifiedBy: webhookReceipts.verifiedBy,
      duplicates: webhookReceipts.duplicates,
      receivedAt: moment,
      appliedAt: webhookReceipts.appliedAt,
    })
    .from(webhookReceipts)
    .leftJoin(attempts, eq(attempts.id, webhookReceipts.attemptId))
    .where(and(kinds[kind], before ? sql`${webhookReceipts.receivedAt} < ${before}::timestamptz` : undefined))
    .orderBy(desc(webhookReceipts.receivedAt))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  return {
    items: shown.map((row) => ({ ...row, appliedAt: row.appliedAt?.toISOString() ?? null })),
    nextBefore: rows.length > pageSize ? (shown.at(-1)?.receivedAt ?? null) : null,
  };
}
