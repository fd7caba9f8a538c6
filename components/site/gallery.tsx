import { Sparkles } from "lucide-react";
import Link from "next/link";
import { clockOf } from "#components/copy/format.ts";
import { siteCopy as copy } from "#components/copy/site.ts";
import type { PublishedVideoView } from "#lib/contract/publication.ts";

/** What has been published here, newest first. */
export function Gallery({ videos }: { videos: readonly PublishedVideoView[] }) {
  return (
    <section aria-labelledby="gallery-title" id="published" className="grid gap-5">
      <h2 id="gallery-title" className="text-title">
        {copy.gallery}
      </h2>
      {videos.length === 0 && (
        <p className="rounded-card border border-dashed px-6 py-12 text-center text-muted">
          {copy.galleryEmpty}
        </p>
      )}
      <ul className="grid gap-x-6 gap-y-7 tablet:grid-cols-2 desk:grid-cols-3">
        {videos.map((video) => (
          <li key={video.slug}>
            <Link href={`/v/${video.slug}`} className="group grid gap-2.5 rounded-still">
              <Picture video={video} />
              <span>
                <span className="block truncate font-medium group-hover:underline">{video.title}</span>
                <span className="text-dense text-muted">{copy.galleryBy(video.creatorName)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Picture({ video }: { video: PublishedVideoView }) {
  const facts = { src: video.posterUrl, width: video.width, height: video.height, loading: "lazy" } as const;
  return (
    <span className="on-media relative block aspect-video overflow-hidden rounded-still bg-black">
      {/* biome-ignore lint/performance/noImgElement: served by this app with a range of its own */}
      <img
        {...facts}
        alt=""
        className="absolute inset-0 size-full scale-125 object-cover opacity-60 blur-2xl"
      />
      {/* biome-ignore lint/performance/noImgElement: served by this app with a range of its own */}
      <img {...facts} alt="" className="absolute inset-0 size-full object-contain" />
      <span className="absolute top-2 right-2 inline-flex h-5.5 items-center gap-1.5 rounded-badge bg-plate px-2 font-medium text-label text-white">
        <Sparkles aria-hidden className="size-3" />
        {copy.aiGenerated}
      </span>
      <span className="absolute right-2 bottom-2 rounded-tag bg-plate px-1.5 font-medium text-label text-white leading-5">
        {clockOf(video.durationSeconds)}
      </span>
    </span>
  );
}
