"use client";

import { Download, X } from "lucide-react";
import { toast } from "sonner";
import { sentenceOf } from "#components/copy/errors.ts";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { downloadVideo } from "#components/studio/download.ts";
import { Button, IconButton } from "#components/ui/button.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";

/** What can be done with the selected videos together. */
export function BulkBar({ videos, onClear }: { videos: readonly VideoSummaryView[]; onClear: () => void }) {
  if (videos.length === 0) return null;
  const downloadAll = async () => {
    const finished = videos.filter((video) => artifactOf(video, "video"));
    if (finished.length === 0) toast(copy.nothingToDownload);
    for (const video of finished) await downloadVideo(video.id);
  };
  return (
    <section
      aria-label={copy.selected(videos.length)}
      className="fixed bottom-6 left-1/2 z-20 flex h-12 -translate-x-1/2 animate-panel-in items-center gap-2 rounded-card bg-overlay pr-2 pl-4 shadow-dialog max-tablet:bottom-19"
    >
      <span aria-live="polite" className="whitespace-nowrap border-border-strong border-r pr-4 font-medium">
        {copy.selected(videos.length)}
      </span>
      <Button
        kind="ghost"
        size="sm"
        icon={Download}
        className="text-text"
        onClick={() => void downloadAll().catch((refusal) => toast.error(sentenceOf(refusal)))}
      >
        {copy.download}
      </Button>
      <IconButton label={copy.clearSelection} icon={X} size="sm" onClick={onClear} />
    </section>
  );
}
