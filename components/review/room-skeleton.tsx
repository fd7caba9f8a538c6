import { Skeleton } from "#components/ui/skeleton.tsx";

/** The room in its final measures while the queue is read. */
export function RoomSkeleton() {
  return (
    <div
      aria-busy="true"
      className="min-h-0 min-w-0 desk:grid desk:grid-cols-[minmax(0,1fr)_320px] wide:grid-cols-[minmax(0,1fr)_352px]"
    >
      <div className="grid min-w-0 content-start gap-3 px-4 py-3 tablet:px-6 tablet:py-4">
        <Skeleton className="h-5 w-64 max-w-full" />
        <Skeleton className="mb-1 h-4 w-40" />
        <Skeleton className="aspect-video max-h-[max(14rem,calc(100dvh-28.5rem))] w-full rounded-card max-tablet:-mx-4 max-tablet:w-auto max-tablet:rounded-none tablet:max-h-[56dvh] desk:max-h-[max(20rem,calc(100dvh-19.5rem))]" />
        <Skeleton className="mt-1.5 h-11" />
        <Skeleton className="h-4" />
        <Skeleton className="h-8 w-72 max-w-full" />
      </div>
      <div className="grid content-between gap-3 border-l bg-surface p-5 max-desk:hidden">
        <Skeleton className="h-44" />
        <Skeleton className="h-60" />
      </div>
    </div>
  );
}
