import { toast } from "sonner";
import { liveCopy } from "#components/copy/live.ts";
import type { LiveVideoMessage } from "#lib/contract/live.ts";
import type { VideoView } from "#lib/contract/video.ts";

const sentences = {
  finished: { say: liveCopy.finished, act: liveCopy.watch },
  failed: { say: liveCopy.failed, act: liveCopy.see },
  approved: { say: liveCopy.approved, act: liveCopy.open },
  rejected: { say: liveCopy.rejected, act: liveCopy.see },
} as const;

const newsOf = (type: LiveVideoMessage["type"]) =>
  type === "finished" || type === "failed" || type === "approved" || type === "rejected"
    ? sentences[type]
    : undefined;

/** Marks the tab's title until somebody looks at it. */
function markTitle(): void {
  if (document.visibilityState === "visible" || document.title.startsWith(liveCopy.titleMark)) return;
  document.title = liveCopy.titleMark + document.title;
  const seen = () => {
    if (document.visibilityState !== "visible") return;
    document.title = document.title.replace(liveCopy.titleMark, "");
    document.removeEventListener("visibilitychange", seen);
  };
  document.addEventListener("visibilitychange", seen);
}

function notify(sentence: string, videoId: string): void {
  if (document.visibilityState === "visible" || typeof Notification === "undefined") return;
  if (Notification.permission !== "granted") return;
  new Notification(sentence, { tag: `${videoId}-${sentence}` });
}

/** Tells the owner that a video of theirs has come to an end or was decided on. */
export function announce(message: LiveVideoMessage, video: VideoView, open: (id: string) => void): void {
  const news = newsOf(message.type);
  if (!news || !video.isOwn) return;
  const sentence = news.say(video.title ?? liveCopy.untitled);
  markTitle();
  notify(sentence, video.id);
  if (location.pathname === `/videos/${video.id}` && document.visibilityState === "visible") return;
  toast(sentence, {
    id: `${video.id}-${message.sequence}`,
    action: { label: news.act, onClick: () => open(video.id) },
  });
}
