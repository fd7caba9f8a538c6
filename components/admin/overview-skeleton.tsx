import { Skeleton } from "#components/ui/skeleton.tsx";

const four = [0, 1, 2, 3];

/** The overview in its final measures while it is read. */
export function OverviewSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4">
      <div className="grid grid-cols-2 gap-3 tablet:gap-4 wide:grid-cols-4">
        {four.map((index) => (
          <Skeleton key={index} className="h-36 rounded-card" />
        ))}
      </div>
      <div className="grid gap-4 wide:grid-cols-[minmax(0,1fr)_388px]">
        <Skeleton className="h-68 rounded-card" />
        <Skeleton className="h-68 rounded-card" />
      </div>
      <div className="grid gap-4 desk:grid-cols-3">
        {four.slice(1).map((index) => (
          <Skeleton key={index} className="h-52 rounded-card" />
        ))}
      </div>
    </div>
  );
}
