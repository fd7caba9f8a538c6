import { ChevronRight } from "lucide-react";
import { bytesOf, hashOf } from "#components/copy/format.ts";
import { publicCopy } from "#components/copy/public.ts";
import { Card } from "#components/ui/card.tsx";
import { CircledTake } from "#components/ui/circled-take.tsx";
import { Facts } from "#components/ui/facts.tsx";
import type { PublishedVideoView } from "#lib/contract/publication.ts";
import { LocalDate } from "./local-date.tsx";

/** Plain facts that are tied to the file by its hash. */
export function Provenance({ video }: { video: PublishedVideoView }) {
  return (
    <Card>
      <header className="mb-4 flex items-center justify-between gap-4">
        <h2 className="text-section">{publicCopy.origin}</h2>
        <CircledTake take="✓" />
      </header>
      <Facts
        end
        facts={[
          { label: publicCopy.madeBy, value: video.fromImage ? publicCopy.fromImage : publicCopy.fromText },
          { label: publicCopy.model, value: [video.model, video.provider].filter(Boolean).join(" · ") },
          { label: publicCopy.made, value: <LocalDate at={video.madeAt} style="short" /> },
          {
            label: publicCopy.approvedBy,
            value: (
              <>
                {video.reviewedBy}, <LocalDate at={video.reviewedAt} style="short" />
              </>
            ),
          },
          { label: publicCopy.size, value: `${video.width} × ${video.height} · ${bytesOf(video.bytes)}` },
          { label: publicCopy.file, value: <span title={video.sha256}>{hashOf(video.sha256)}</span> },
        ]}
      />
      <p className="mt-4 text-label text-muted">{publicCopy.approvedFile}</p>
      <details className="group mt-2 text-label text-muted">
        <summary className="flex w-fit list-none items-center gap-1 rounded-tag hover:text-text touch:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
          {publicCopy.wholeHash}
        </summary>
        <p className="mt-1 break-all text-text">{video.sha256}</p>
      </details>
    </Card>
  );
}
