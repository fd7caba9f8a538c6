import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { LiveProgressMessage, LiveVideoMessage } from "#lib/contract/live.ts";
import type { VideoListView, VideoSummaryView, VideoView } from "#lib/contract/video.ts";
import { call } from "#lib/http/client.ts";
import { nullWhenMissing } from "./null-when-missing.ts";
import { queryKeys } from "./query-keys.ts";

type Lists = InfiniteData<VideoListView>;
type Patch = (video: VideoSummaryView) => VideoSummaryView;

/** Changes one video in every list that holds it; true when some list did. */
function patchLists(client: QueryClient, id: string, patch: Patch): boolean {
  let found = false;
  client.setQueriesData<Lists>({ queryKey: queryKeys.videoLists }, (lists) => {
    if (!lists?.pages.some((page) => page.items.some((item) => item.id === id))) return lists;
    found = true;
    const pages = lists.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === id ? patch(item) : item)),
    }));
    return { ...lists, pages };
  });
  return found;
}

/**
 * Without progress the vendor says nothing of the time left, so the estimate that stands there stays. What a video waits
 * for has a reason that its story tells: that is read again.
 */
export function applyProgress(
  client: QueryClient,
  { videoId, progress, etaSeconds, waitingFor }: LiveProgressMessage,
): void {
  const change = { progress, waitingFor, ...(progress !== null && { etaSeconds }) };
  patchLists(client, videoId, (video) => ({ ...video, ...change }));
  const key = queryKeys.video(videoId);
  const shown = client.getQueryData<VideoView | null>(key);
  client.setQueryData<VideoView | null>(key, (video) => video && { ...video, ...change });
  if (shown && shown.waitingFor !== waitingFor) void client.invalidateQueries({ queryKey: key });
}

/** Reads the changed video once and puts it everywhere it is shown; unknown ones refresh the lists. */
export async function applyVideo(
  client: QueryClient,
  { videoId }: LiveVideoMessage,
): Promise<VideoView | undefined> {
  const video = await nullWhenMissing(call("getVideo", { id: videoId }));
  if (!video) return undefined;
  client.setQueryData(queryKeys.video(videoId), video);
  const known = patchLists(client, videoId, () => video);
  if (!known) await client.invalidateQueries({ queryKey: queryKeys.videoLists });
  return video;
}

/** After a gap nothing shown is trusted: everything on screen is read again. */
export async function resync(client: QueryClient): Promise<void> {
  await client.invalidateQueries();
}
