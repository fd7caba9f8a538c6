"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { LoadFailure } from "#components/studio/load-failure.tsx";
import { useVideos } from "#components/studio/use-api.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { useFilters } from "./use-filters.ts";
import { VideoCard, VideoCardSkeleton } from "./video-card.tsx";
import { VideoTable } from "./video-table.tsx";

const gridClass =
  "grid grid-cols-1 gap-x-6 gap-y-5 tablet:grid-cols-2 desk:grid-cols-3 wide:grid-cols-4 cinema:grid-cols-5";
const skeletons = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Every video of one's own, in all its states. */
export function LibraryPage() {
  const { filters, asked, change, clear, filtered } = useFilters();
  const videos = useVideos(asked);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const items = videos.data?.pages.flatMap((page) => page.items) ?? [];
  const toggle = (id: string) =>
    setSelected((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <>
      <TopBar title={copy.title}>
        <Link href="/create" className={buttonClass({ kind: "primary", size: "sm" })}>
          <Plus aria-hidden />
          {copy.create}
        </Link>
      </TopBar>
      <div className="grid gap-5 px-4 py-5 tablet:px-8">
        <FilterBar filters={filters} filtered={filtered} change={change} clear={clear} />
        <p role="status" className="sr-only">
          {videos.data && copy.results(items.length, videos.hasNextPage)}
        </p>
        {videos.isPending && <LoadingGrid />}
        {videos.isError && !videos.data && (
          <LoadFailure error={videos.error} onRetry={() => void videos.refetch()} />
        )}
        {videos.data && items.length === 0 && <Nothing filtered={filtered} onClear={clear} />}
        {items.length > 0 &&
          (filters.view === "list" ? (
            <VideoTable videos={items} />
          ) : (
            <Grid items={items} selected={selected} stale={videos.isPlaceholderData} onSelect={toggle} />
          ))}
        {videos.hasNextPage && (
          <Button
            className="justify-self-center"
            busy={videos.isFetchingNextPage}
            onClick={() => void videos.fetchNextPage()}
          >
            {copy.loadMore}
          </Button>
        )}
      </div>
      <BulkBar videos={items.filter(({ id }) => selected.includes(id))} onClear={() => setSelected([])} />
    </>
  );
}

type GridProps = {
  items: readonly VideoSummaryView[];
  selected: readonly string[];
  stale: boolean;
  onSelect: (id: string) => void;
};

function Grid({ items, selected, stale, onSelect }: GridProps) {
  return (
    <ul aria-busy={stale} className={cn(gridClass, stale && "opacity-60")}>
      {items.map((video) => (
        <li key={video.id}>
          <VideoCard
            video={video}
            selected={selected.includes(video.id)}
            selecting={selected.length > 0}
            onSelect={() => onSelect(video.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function LoadingGrid() {
  return (
    <div className={gridClass}>
      {skeletons.map((key) => (
        <VideoCardSkeleton key={key} />
      ))}
    </div>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState title={copy.noMatchTitle} action={<Button onClick={onClear}>{copy.clear}</Button>}>
        {copy.noMatchText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={copy.emptyTitle}
      action={
        <Link href="/create" className={buttonClass({ kind: "primary" })}>
          <Plus aria-hidden />
          {copy.emptyAction}
        </Link>
      }
    >
      {copy.emptyText}
    </EmptyState>
  );
}
