import { cn } from "#components/ui/cn.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { fileOf } from "./use-clip.ts";

/** The still of a clip, whole on black. Decorative: its title stands beside it. */
export function Poster({ video, className }: { video: VideoSummaryView; className?: string }) {
  const still = fileOf(video, "poster");
  return (
    <span className={cn("block shrink-0 overflow-hidden bg-black", className)}>
      {still && (
        // biome-ignore lint/performance/noImgElement: a signed link of five minutes is not to be cached by an optimizer
        <img src={still.url} alt="" decoding="async" className="size-full object-contain" />
      )}
    </span>
  );
}
