import { and, desc, eq, isNull } from "drizzle-orm";
import { publications } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { PublicationView } from "#lib/contract/publication.ts";

/** The publication that is public now; a withdrawn one is as if it never was. */
export async function livePublication(ctx: Context, videoId: string): Promise<PublicationView | null> {
  const [row] = await ctx.db
    .select()
    .from(publications)
    .where(and(eq(publications.videoId, videoId), isNull(publications.withdrawnAt)))
    .orderBy(desc(publications.id))
    .limit(1);
  if (!row) return null;
  const { slug, title, visibility } = row;
  return {
    slug,
    title,
    visibility,
    url: `${ctx.parts.appUrl}/v/${slug}`,
    publishedAt: row.publishedAt.toISOString(),
  };
}
