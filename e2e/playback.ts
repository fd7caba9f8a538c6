import { expect, type Page } from "@playwright/test";

export type Playing = {
  width: number;
  height: number;
  from: number;
  to: number;
  frames: number;
  error: string | null;
};

/** Plays the page's clip until `frames` pictures were really shown, and says how far it came. Times in seconds. */
export async function playFrames(page: Page, frames: number): Promise<Playing> {
  const clip = page.locator("video").first();
  await clip.waitFor();
  await expect
    .poll(() => clip.evaluate((video: HTMLVideoElement) => video.readyState))
    .toBeGreaterThanOrEqual(1);
  return clip.evaluate(
    (video: HTMLVideoElement, wanted) =>
      new Promise<Playing>((done) => {
        const from = video.currentTime;
        let shown = 0;
        const end = (error: string | null) =>
          done({
            width: video.videoWidth,
            height: video.videoHeight,
            from,
            to: video.currentTime,
            frames: shown,
            error,
          });
        const next = () => {
          shown += 1;
          if (shown >= wanted) end(null);
          else video.requestVideoFrameCallback(next);
        };
        video.addEventListener("error", () => end(video.error?.message ?? "unknown"));
        video.requestVideoFrameCallback(next);
        video.muted = true;
        video.play().catch((error: unknown) => end(String(error)));
      }),
    frames,
  );
}
