"use client";

import { incidentCopy as copy, type IncidentShow } from "#components/copy/incidents.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Ago } from "#components/ui/ago.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { IncidentsView } from "#lib/contract/incident.ts";
import { FailedState } from "../failed-state.tsx";
import { useAddress } from "../use-address.ts";
import { DecisionsSection } from "./decisions-section.tsx";
import { IncidentTiles } from "./incident-tiles.tsx";
import { PromisesSection } from "./promises-section.tsx";
import { ReceiptsSection } from "./receipts-section.tsx";
import { showOf } from "./shows.ts";
import { StuckSection } from "./stuck-section.tsx";
import { useIncidents } from "./use-incidents.ts";

/** What no machine can settle, and what may never be false. */
export function IncidentsPage() {
  const [shown, setShown] = useAddress("show");
  const { data, error, refetch } = useIncidents();
  const show = showOf(shown);
  return (
    <>
      <TopBar
        title={copy.title}
        sub={
          data && (
            <>
              {copy.checked} <Ago at={data.checkedAt} />
            </>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-4 py-4 tablet:px-8 tablet:py-5">
        {!data && error && <FailedState error={error} onAgain={refetch} />}
        {!data && !error && <Loading />}
        {data && (
          <>
            <IncidentTiles incidents={data} show={show} onShow={setShown} />
            <section aria-labelledby="incident-title" className="grid grid-cols-[minmax(0,1fr)] gap-3">
              <header className="grid gap-0.5">
                <h2 id="incident-title" className="text-section">
                  {copy.names[show]}
                </h2>
                <p className="text-dense text-muted">{copy.about[show]}</p>
              </header>
              <Shown show={show} incidents={data} />
            </section>
          </>
        )}
      </div>
    </>
  );
}

function Shown({ show, incidents }: { show: IncidentShow; incidents: IncidentsView }) {
  switch (show) {
    case "decisions":
      return <DecisionsSection />;
    case "stuck":
      return <StuckSection />;
    case "orphans":
    case "duplicates":
      return <ReceiptsSection key={show} kind={show} />;
    case "invariants":
      return <PromisesSection invariants={incidents.invariants} />;
  }
}

function Loading() {
  return (
    <>
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="h-80 rounded-card" />
    </>
  );
}
