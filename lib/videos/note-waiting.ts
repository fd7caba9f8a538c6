import { and, eq, sql } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { AttemptRow } from "./attempts.ts";

/** What holds up a video whose take is out, and in which of its states. */
const statusWhile = { vendor_answer: "submitted", copy: "processing" } as const;

/** Says on the video what its take waits for: the vendor's answer to its submission, or its clip to be copied. */
export async function noteWaiting(
  ctx: Context,
  { videoId, round }: Pick<AttemptRow, "videoId" | "round">,
  waitingFor: keyof typeof statusWhile,
): Promise<void> {
  await ctx.db
    .update(videos)
    .set({ waitingFor, waitingSince: ctx.now(), progressAt: sql`clock_timestamp()` })
    .where(and(eq(videos.id, videoId), eq(videos.round, round), eq(videos.status, statusWhile[waitingFor])));
}
