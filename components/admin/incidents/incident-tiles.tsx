"use client";

import { countOf } from "#components/copy/format.ts";
import { incidentCopy as copy, type IncidentShow, incidentShows } from "#components/copy/incidents.ts";
import { cn } from "#components/ui/cn.ts";
import type { IncidentsView } from "#lib/contract/incident.ts";
import { countOfShow, needsSomebody } from "./shows.ts";

type IncidentTilesProps = {
  incidents: IncidentsView;
  show: IncidentShow;
  onShow: (show: string) => void;
};

/** Five counts; each leads to its rows. */
export function IncidentTiles({ incidents, show, onShow }: IncidentTilesProps) {
  return (
    <nav aria-label={copy.sections} className="grid grid-cols-2 gap-3 tablet:grid-cols-5">
      {incidentShows.map((each) => (
        <IncidentTile
          key={each}
          show={each}
          count={countOfShow(incidents, each)}
          isShown={each === show}
          onShow={() => onShow(each === "decisions" ? "" : each)}
        />
      ))}
    </nav>
  );
}

type IncidentTileProps = { show: IncidentShow; count: number; isShown: boolean; onShow: () => void };

function IncidentTile({ show, count, isShown, onShow }: IncidentTileProps) {
  const isBad = count > 0 && needsSomebody(show);
  return (
    <a
      href={`?show=${show}`}
      aria-current={isShown ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onShow();
      }}
      className={cn(
        "grid min-w-0 content-start gap-0.5 rounded-card border px-4 py-3 transition-colors max-tablet:first:col-span-2",
        isShown ? "border-text bg-raised" : "bg-surface hover:border-border-strong",
      )}
    >
      <span className="font-medium text-label text-muted">{copy.names[show]}</span>
      <span className={cn("text-title", isBad && (show === "invariants" ? "text-danger" : "text-warn"))}>
        {countOf(count)}
      </span>
      <span className="text-label text-muted">
        {count > 0 ? copy.needs[show](count) : copy.nothing[show]}
      </span>
    </a>
  );
}
