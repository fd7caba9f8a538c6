import { type Context, permit, transact } from "#lib/context.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { failpoint } from "#lib/failpoint.ts";
import { notFound } from "#lib/refusal.ts";
import { getVideo } from "./get-video.ts";
import { lockVideo, transition } from "./transition.ts";

/** Stops one's own unfinished video; an admin may stop anyone's. Throws `conflict` once it is finished. */
export async function cancelVideo(ctx: Context, { id }: { id: string }): Promise<VideoView> {
  const user = permit(ctx, "videos:change");
  const video = await transact(ctx, async (inner) => {
    const found = await lockVideo(inner, id);
    if (found.ownerId !== user.id && user.role !== "admin") throw notFound();
    if (found.status === "canceled") return found;
    const moved = await transition(inner, id, {
      event: "canceled",
      cause: `round ${found.round}`,
      message: `${user.name} stopped it`,
    });
    return moved.video;
  });
  await failpoint("cancel.stored");
  ctx.parts.announcer.videoCanceled({ id, round: video.round });
  return getVideo(ctx, { id });
}
