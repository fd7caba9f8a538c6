import { and, desc, eq } from "drizzle-orm";
import { artifacts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";

/** The video file of the newest take: what a reviewer watches and what is published. */
export async function currentVideoFile(
  ctx: Context,
  videoId: string,
): Promise<typeof artifacts.$inferSelect | undefined> {
  const [row] = await ctx.db
    .select()
    .from(artifacts)
    .where(and(eq(artifacts.videoId, videoId), eq(artifacts.type, "video")))
    .orderBy(desc(artifacts.id))
    .limit(1);
  return row;
}
