import { call } from "#lib/http/client.ts";

const nameOf = (title: string | null, id: string): string => {
  const words = (title ?? id)
    .normalize("NFKD")
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/\s+/g, "-")
    .toLowerCase();
  return `${words || id}.mp4`;
};

/** Saves the finished file under the video's title; the link is read afresh because it lives five minutes only. */
export async function downloadVideo(id: string): Promise<void> {
  const video = await call("getVideo", { id });
  const clip = video.artifacts.find((artifact) => artifact.type === "video");
  if (!clip) return;
  const anchor = document.createElement("a");
  anchor.href = clip.url;
  anchor.download = nameOf(video.title, video.id);
  anchor.click();
}
