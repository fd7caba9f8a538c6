"use client";

import { vendorCopy as copy } from "#components/copy/vendors.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { FailedState } from "../failed-state.tsx";
import { useVendors } from "../use-routing.ts";
import { CapabilityTable } from "./capability-table.tsx";
import { AbsentVendor, VendorCard } from "./vendor-card.tsx";
import { sortVendors } from "./vendor-look.ts";

const gridClass = "grid grid-cols-1 gap-4 desk:grid-cols-2 wide:grid-cols-3";

/** Who makes the videos: connected or not, healthy or not, what is left and what each can do. */
export function VendorsPage() {
  const { data, error, refetch } = useVendors();
  const vendors = sortVendors(data?.items ?? []);
  const connected = vendors.filter((vendor) => vendor.connected);
  const others = vendors.filter((vendor) => !vendor.connected);
  return (
    <>
      <TopBar title={copy.title} sub={data && copy.sub(connected.length, vendors.length)} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 px-4 py-4 tablet:px-8 tablet:py-5">
        {!data && error && <FailedState error={error} onAgain={refetch} />}
        {!data && !error && (
          <div aria-busy="true" className={gridClass}>
            {["a", "b", "c", "d", "e", "f"].map((key) => (
              <Skeleton key={key} className="h-56 rounded-card" />
            ))}
          </div>
        )}
        {data && vendors.length === 0 && <EmptyState title={copy.none} />}
        {connected.length > 0 && (
          <section aria-label={copy.connected} className="grid grid-cols-1 gap-3">
            <ul className={gridClass}>
              {connected.map((vendor) => (
                <VendorCard key={vendor.name} vendor={vendor} />
              ))}
            </ul>
          </section>
        )}
        {others.length > 0 && (
          <section aria-labelledby="others-title" className="grid grid-cols-1 gap-3">
            <header className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h2 id="others-title" className="text-section">
                {copy.others}
              </h2>
              <span className="text-label text-muted">{copy.othersHint}</span>
            </header>
            <ul className={gridClass}>
              {others.map((vendor) => (
                <AbsentVendor key={vendor.name} vendor={vendor} />
              ))}
            </ul>
          </section>
        )}
        {connected.length > 0 && <CapabilityTable vendors={connected} />}
      </div>
    </>
  );
}
