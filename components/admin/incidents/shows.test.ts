import { expect, test } from "vitest";
import { incidentShows } from "#components/copy/incidents.ts";
import type { IncidentsView } from "#lib/contract/incident.ts";
import { countOfShow, needsSomebody, showOf, urgentOf } from "./shows.ts";

const view: IncidentsView = {
  counts: { decisions: 2, stuck: 3, orphans: 5, duplicates: 7, violations: 11 },
  invariants: [],
  checkedAt: "2026-11-21T12:00:00.000Z",
};

test("every section has its count, and only what a person must settle is counted as urgent", () => {
  expect(incidentShows.map((show) => countOfShow(view, show))).toEqual([2, 3, 5, 7, 11]);
  expect(incidentShows.filter(needsSomebody)).toEqual(["decisions", "stuck", "invariants"]);
  expect(urgentOf(view)).toBe(13);
});

test("a foreign address shows the decisions", () => {
  expect([showOf("stuck"), showOf(""), showOf("neon")]).toEqual(["stuck", "decisions", "decisions"]);
});
