import { and, eq, isNull } from "drizzle-orm";
import { publications } from "#db/schema/index.ts";
import { type Context, permit, transact } from "#lib/context.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { recordAudit } from "#lib/ops/audit.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { getVideo } from "#lib/videos/get-video.ts";
import { lockVideo, transition } from "#lib/videos/transition.ts";

/** Takes the public page and its media away at once. For its owner, and for an admin. */
export async function withdrawVideo(ctx: Context, { id }: { id: string }): Promise<VideoView> {
  const user = permit(ctx, "videos:publish");
  await transact(ctx, async (inner) => {
    const video = await lockVideo(inner, id);
    if (video.ownerId !== user.id && user.role !== "admin") throw notFound();
    const [live] = await inner.db
      .update(publications)
      .set({ withdrawnAt: inner.now() })
      .where(and(eq(publications.videoId, id), isNull(publications.withdrawnAt)))
      .returning({ id: publications.id, slug: publications.slug });
    if (!live) throw new Refusal("conflict", "This clip is not public.");
    await transition(inner, id, {
      event: "withdrawn",
      cause: live.id,
      message: `${user.name} took the public page away`,
    });
    await recordAudit(inner, {
      action: "publication/withdraw",
      subjectId: id,
      before: { slug: live.slug },
      after: null,
    });
  });
  return getVideo(ctx, { id });
}
