import { type IncidentShow, incidentShows } from "#components/copy/incidents.ts";
import type { IncidentsView } from "#lib/contract/incident.ts";

/** What an address shows; a foreign value shows what needs somebody first. */
export const showOf = (value: string): IncidentShow =>
  incidentShows.find((show) => show === value) ?? "decisions";

/** How many rows stand behind a section. */
export const countOfShow = ({ counts }: IncidentsView, show: IncidentShow): number =>
  show === "invariants" ? counts.violations : counts[show];

/** Orphans and duplicates are told, not warned of: nothing has to be done about them. */
export const needsSomebody = (show: IncidentShow): boolean =>
  show === "decisions" || show === "stuck" || show === "invariants";

/** What a badge counts: decisions that wait and rows that break a promise. */
export const urgentOf = ({ counts }: IncidentsView): number => counts.decisions + counts.violations;
