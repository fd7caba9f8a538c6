import { and, asc, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { videoEvents } from "#db/schema/index.ts";
import type { Audience } from "./audience.ts";
import { type Cursor, isAfter, parseCursor } from "./cursor.ts";
import type { HistoryMessage } from "./message.ts";
import { isPast, readHistory } from "./read-history.ts";

const replayMax = 500;
const replayAgeSeconds = 60 * 60;

/** `resync` means that the listener has to read everything anew, because not all it missed is told. */
export type Replay = { messages: HistoryMessage[]; from: Cursor; resync: boolean };

async function isLongAgo(db: Queryable, after: Cursor): Promise<boolean> {
  const [oldest] = await db
    .select({
      old: sql<boolean>`${videoEvents.createdAt} < now() - make_interval(secs => ${replayAgeSeconds})`,
    })
    .from(videoEvents)
    .where(isPast(after))
    .orderBy(asc(videoEvents.transactionId), asc(videoEvents.id))
    .limit(1);
  return oldest?.old ?? false;
}

/**
 * What happened between a listener's last message and `position`. Without a usable last message, with one that is too
 * old, comes from another database or leaves too much to tell, nothing is told and the listener shall resync.
 */
export async function readReplay(
  db: Queryable,
  { lastEventId, position, audience }: { lastEventId: string | null; position: Cursor; audience: Audience },
): Promise<Replay> {
  const afresh: Replay = { messages: [], from: position, resync: true };
  const after = parseCursor(lastEventId ?? "");
  if (!after || (isAfter(after, position) && !(await isAhead(db, after)))) return afresh;
  if (await isLongAgo(db, after)) return afresh;
  const messages = await readHistory(db, { after, upTo: position, audience, limit: replayMax + 1 });
  if (messages.length > replayMax) return afresh;
  return { messages, from: after, resync: false };
}

/** The history really holds this place: another process's listener may have heard more than this process has read. */
async function isAhead(db: Queryable, { transactionId, eventId }: Cursor): Promise<boolean> {
  const [found] = await db
    .select({ id: videoEvents.id })
    .from(videoEvents)
    .where(
      and(
        sql`${videoEvents.transactionId} = ${String(transactionId)}::xid8`,
        sql`${videoEvents.id} = ${String(eventId)}::bigint`,
      ),
    )
    .limit(1);
  return found !== undefined;
}
