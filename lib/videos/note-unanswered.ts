import { and, eq, sql } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { AttemptRow } from "./attempts.ts";

/** Says on the video that the vendor's answer to its submission is looked for. */
export async function noteUnanswered(
  ctx: Context,
  { videoId, round }: Pick<AttemptRow, "videoId" | "round">,
): Promise<void> {
  await ctx.db
    .update(videos)
    .set({ waitingFor: "vendor_answer", waitingSince: ctx.now(), progressAt: sql`clock_timestamp()` })
    .where(and(eq(videos.id, videoId), eq(videos.round, round), eq(videos.status, "submitted")));
}
