import { and, eq } from "drizzle-orm";
import { publications, reviews } from "#db/schema/index.ts";
import { type Context, permit, transact } from "#lib/context.ts";
import type { PublishVideoInput } from "#lib/contract/publication.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { failpoint } from "#lib/failpoint.ts";
import { accessToken, newId } from "#lib/ids.ts";
import { recordAudit } from "#lib/ops/audit.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { getVideo } from "#lib/videos/get-video.ts";
import { lockVideo, transition } from "#lib/videos/transition.ts";
import { currentVideoFile } from "./current-video-file.ts";

const slugWords = (title: string): string =>
  title
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);

/** Readable, and never the same twice: a page that was withdrawn does not come back under its old address. */
const slugOf = (title: string): string =>
  [slugWords(title), accessToken().replace(/[-_]/g, "").slice(0, 10).toLowerCase()].filter(Boolean).join("-");

/**
 * Gives one's own approved video its public page. Fails closed: without an approving decision on exactly the current
 * file's hash nothing becomes public. Throws `conflict` unless it is approved.
 */
export async function publishVideo(
  ctx: Context,
  { id, title }: PublishVideoInput & { id: string },
): Promise<VideoView> {
  const user = permit(ctx, "videos:publish");
  await transact(ctx, async (inner) => {
    const video = await lockVideo(inner, id);
    if (video.ownerId !== user.id) throw notFound();
    const file = await currentVideoFile(inner, id);
    const [approval] = file
      ? await inner.db
          .select({ id: reviews.id })
          .from(reviews)
          .where(
            and(
              eq(reviews.videoId, id),
              eq(reviews.decision, "approve"),
              eq(reviews.artifactSha256, file.sha256),
            ),
          )
      : [];
    if (!file || !approval) throw new Refusal("conflict", "A reviewer has to approve this clip first.");
    const publicationId = newId("publication");
    await transition(inner, id, {
      event: "published",
      cause: publicationId,
      message: `${user.name} published it`,
    });
    const slug = slugOf(title);
    await inner.db.insert(publications).values({
      id: publicationId,
      videoId: id,
      artifactId: file.id,
      slug,
      title,
      visibility: "public",
      publishedBy: user.id,
      publishedAt: inner.now(),
    });
    await recordAudit(inner, {
      action: "publication/publish",
      subjectId: id,
      before: null,
      after: { publicationId, slug, artifactSha256: file.sha256 },
    });
  });
  await failpoint("publish.stored");
  return getVideo(ctx, { id });
}
