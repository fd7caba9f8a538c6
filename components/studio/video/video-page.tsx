"use client";

import Link from "next/link";
import { useEffect } from "react";
import { errorCopy } from "#components/copy/errors.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { artifactOf } from "#components/studio/artifacts.ts";
import { LoadFailure } from "#components/studio/load-failure.tsx";
import { useVideo } from "#components/studio/use-api.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { isActive } from "#lib/contract/status.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { Picture, VideoSlate } from "./picture.tsx";
import { ReviewResult } from "./review-result.tsx";
import { StatusPanel } from "./status-panel.tsx";
import { StepRow } from "./step-row.tsx";
import { storyItems } from "./story.ts";
import { Takes } from "./takes.tsx";
import { VideoActions } from "./video-actions.tsx";
import { PromptText, SourcePicture, VideoFacts } from "./video-facts.tsx";
import { WhyThisModel } from "./why-this-model.tsx";

const library = { href: "/library", label: copy.library } as const;

/** One video: in the making, done, or told why not, with its whole story. */
export function VideoPage({ id }: { id: string }) {
  const query = useVideo(id);
  const video = query.data;
  useEffect(() => {
    if (video?.title) document.title = `${video.title} · Dailies`;
  }, [video?.title]);
  if (video) return <Loaded video={video} onLinkExpired={() => query.refetch()} />;
  const missing = video === null;
  return (
    <>
      <TopBar title={missing ? errorCopy.notFoundTitle : ""} parent={library} />
      {query.isPending && <Loading />}
      {missing && (
        <EmptyState
          title={errorCopy.notFoundTitle}
          action={
            <Link href="/library" className={buttonClass()}>
              {errorCopy.toLibrary}
            </Link>
          }
        >
          {errorCopy.notFound}
        </EmptyState>
      )}
      {query.isError && !missing && <LoadFailure error={query.error} onRetry={() => void query.refetch()} />}
    </>
  );
}

type LoadedProps = { video: VideoView; onLinkExpired: () => Promise<unknown> };

function Loaded({ video, onLinkExpired }: LoadedProps) {
  const active = isActive(video.status);
  const title = active ? copy.whatHappenedSoFar : copy.whatHappened;
  const clip = artifactOf(video, "video");
  const source = video.sourceAssets[0];
  return (
    <>
      <TopBar title={video.title ?? copy.untitled} parent={library}>
        <VideoActions video={video} />
      </TopBar>
      <div className="grid grow desk:grid-cols-[1fr_320px] wide:grid-cols-[1fr_384px]">
        <div className="grid min-w-0 content-start gap-5 max-tablet:contents tablet:px-8 tablet:py-5">
          <Picture video={video} onLinkExpired={onLinkExpired} />
          <div className="grid gap-6 max-tablet:contents">
            {(active || clip) && (
              <div className="max-tablet:px-4 max-tablet:pt-3 tablet:min-h-18">
                {active ? <StepRow video={video} /> : clip && <VideoSlate video={video} clip={clip} />}
              </div>
            )}
            <section
              aria-labelledby="story-title"
              className="grid gap-3 max-tablet:order-2 max-tablet:px-4 max-tablet:pb-6"
            >
              <h2 id="story-title" className="text-section">
                {title}
              </h2>
              <Timeline label={title} items={storyItems(video)} />
            </section>
          </div>
        </div>
        <aside className="grid content-start gap-5 max-tablet:contents tablet:px-8 tablet:py-5 desk:border-l desk:bg-surface desk:px-6 tablet:[&>*+*]:border-t tablet:[&>*+*]:pt-5">
          <div className="grid gap-5 max-tablet:order-1 max-tablet:px-4 max-tablet:py-5 [&>*+*]:border-t [&>*+*]:pt-5">
            <StatusPanel video={video} />
            {video.review && <ReviewResult video={video} />}
          </div>
          <div className="grid gap-5 max-tablet:order-3 max-tablet:px-4 max-tablet:pb-6 [&>*+*]:border-t [&>*+*]:pt-5">
            <Takes video={video} />
            <WhyThisModel video={video} />
            <PromptText video={video} />
            {source && <SourcePicture asset={source} />}
            <VideoFacts video={video} />
          </div>
        </aside>
      </div>
    </>
  );
}

function Loading() {
  return (
    <div className="grid grow desk:grid-cols-[1fr_320px] wide:grid-cols-[1fr_384px]">
      <div className="grid content-start gap-5 tablet:px-8 tablet:py-5">
        <Skeleton className="aspect-video tablet:max-h-[max(48dvh,320px)] max-tablet:rounded-none tablet:rounded-still" />
        <Skeleton className="h-13 max-tablet:mx-4" />
        <Skeleton className="h-5 w-64 max-tablet:mx-4" />
      </div>
      <div className="grid content-start gap-5 px-6 py-5 desk:border-l desk:bg-surface">
        <Skeleton className="h-6 w-32" />
        <Skeleton className="h-10" />
        <Skeleton className="h-40" />
      </div>
    </div>
  );
}
