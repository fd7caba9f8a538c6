import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { videoEvents, videos } from "#db/schema/index.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { etaSeconds } from "#lib/videos/estimate.ts";
import { type Audience, hearsAll } from "./audience.ts";
import type { Cursor } from "./cursor.ts";
import type { HistoryMessage, ProgressMessage } from "./message.ts";

const horizonRow = z.object({ xmin: z.coerce.bigint(), clock: z.coerce.date() });

const place = ({ transactionId, eventId }: Cursor): SQL =>
  sql`(${String(transactionId)}::xid8, ${String(eventId)}::bigint)`;
const eventPlace = sql`(${videoEvents.transactionId}, ${videoEvents.id})`;
export const isPast = (cursor: Cursor): SQL => sql`${eventPlace} > ${place(cursor)}`;

/** Where the history begins that no query sees whole yet: each event before this cursor is visible to everyone. */
export async function readHorizon(db: Queryable): Promise<{ cursor: Cursor; clock: Date }> {
  const [row] = await db.execute(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, clock_timestamp() as clock`,
  );
  const { xmin, clock } = horizonRow.parse(row);
  return { cursor: { transactionId: xmin, eventId: 0n }, clock };
}

type Reach = { after: Cursor; upTo?: Cursor; audience?: Audience; limit: number };

/**
 * Events after a cursor in the order of their transactions. Stops below the oldest transaction that is still open: one
 * that commits later can only have a higher place, so that whoever goes on from the last cursor misses nothing.
 */
export async function readHistory(
  db: Queryable,
  { after, upTo, audience, limit }: Reach,
): Promise<HistoryMessage[]> {
  const rows = await db
    .select({
      transactionId: videoEvents.transactionId,
      id: videoEvents.id,
      videoId: videoEvents.videoId,
      ownerId: videos.ownerId,
      sequence: videoEvents.sequence,
      type: videoEvents.type,
      status: videoEvents.newStatus,
      createdAt: videoEvents.createdAt,
    })
    .from(videoEvents)
    .innerJoin(videos, eq(videos.id, videoEvents.videoId))
    .where(
      and(
        isPast(after),
        sql`${videoEvents.transactionId} < pg_snapshot_xmin(pg_current_snapshot())`,
        upTo && sql`${eventPlace} <= ${place(upTo)}`,
        audience?.videoId === undefined ? undefined : eq(videoEvents.videoId, audience.videoId),
        audience && !hearsAll(audience) ? eq(videos.ownerId, audience.viewer.id) : undefined,
      ),
    )
    .orderBy(asc(videoEvents.transactionId), asc(videoEvents.id))
    .limit(limit);
  return rows.map(({ transactionId, id, createdAt, ...message }) => ({
    kind: "video",
    cursor: { transactionId: BigInt(transactionId), eventId: BigInt(id) },
    message: { ...message, at: createdAt.toISOString() },
  }));
}

/** Videos being made whose progress, or what they wait for, was noted after `since`. */
export async function readProgress(db: Queryable, since: Date): Promise<ProgressMessage[]> {
  const rows = await db
    .select({
      videoId: videos.id,
      ownerId: videos.ownerId,
      progress: videos.progress,
      progressAt: videos.progressAt,
      waitingFor: videos.waitingFor,
      acceptedAt: videos.updatedAt,
      roundAt: videos.roundAt,
    })
    .from(videos)
    .where(and(gt(videos.progressAt, since), inArray(videos.status, [...activeStatuses])));
  return rows.flatMap(({ videoId, ownerId, progress, progressAt, waitingFor, acceptedAt, roundAt }) => {
    if (progressAt === null) return [];
    const eta = etaSeconds({ progress, acceptedAt, roundAt }, null, progressAt);
    return [
      {
        kind: "progress" as const,
        ownerId,
        notedAt: progressAt,
        message: { videoId, progress, etaSeconds: eta, waitingFor },
      },
    ];
  });
}
