import { publicCopy } from "#components/copy/public.ts";
import type { PublishedVideoView } from "#lib/contract/publication.ts";
import { LocalDate } from "./local-date.tsx";
import { Provenance } from "./provenance.tsx";
import { PublicFrame } from "./public-frame.tsx";
import { PublicPlayer } from "./public-player.tsx";
import { CopyLink, ShareLink } from "./share-link.tsx";

/** A published video for anyone: the clip, who made it, and where it comes from. Nothing of the studio. */
export function PublicVideo({ video }: { video: PublishedVideoView }) {
  return (
    <PublicFrame
      aside={
        <>
          <span className="truncate text-dense text-muted max-tablet:hidden">
            {publicCopy.publishedBy(video.creatorName)}
          </span>
          <ShareLink title={video.title} />
        </>
      }
    >
      <article className="mx-auto w-full max-w-240 tablet:px-4">
        <PublicPlayer video={video} />
        <div className="grid gap-x-16 gap-y-8 px-4 pt-5 pb-8 tablet:px-0 desk:grid-cols-[1fr_344px]">
          <div className="grid min-w-0 content-start gap-5">
            <header className="grid gap-2">
              <h1 className="text-balance break-words text-display-phone tablet:text-display">
                {video.title}
              </h1>
              <p className="text-muted text-prompt">
                {video.creatorName} · <LocalDate at={video.publishedAt} style="long" />
              </p>
            </header>
            <p className="max-w-130 text-prompt">
              {video.fromImage ? publicCopy.madeFromImage : publicCopy.madeFromText} {publicCopy.watched}
            </p>
            <CopyLink />
          </div>
          <Provenance video={video} />
        </div>
      </article>
    </PublicFrame>
  );
}
