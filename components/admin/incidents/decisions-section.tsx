"use client";

import { useState } from "react";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DecisionOutcome, DecisionView } from "#lib/contract/incident.ts";
import { FailedState } from "../failed-state.tsx";
import { useAddress } from "../use-address.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { DecisionCard } from "./decision-card.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { useDecisions } from "./use-incidents.ts";

const listMax = 100;
const states = (["open", "decided"] as const).map((value) => ({ value, label: copy.states[value] }));

/** What waits for an admin, or what was decided. */
export function DecisionsSection() {
  const [address, setAddress] = useAddress("state");
  const state = address === "decided" ? "decided" : "open";
  return (
    <>
      <Segmented
        label={copy.stateLabel}
        value={state}
        options={states}
        onValueChange={(value) => setAddress(value === "open" ? "" : value)}
        className="w-fit"
      />
      <DecisionList key={state} state={state} />
    </>
  );
}

type Asked = { decision: DecisionView; outcome: DecisionOutcome };

/** The dialog belongs to the list, so that what is asked stays in sight when its card goes. */
function DecisionList({ state }: { state: "open" | "decided" }) {
  const { data, error, refetch } = useDecisions(state);
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!data) {
    if (error) return <FailedState error={error} onAgain={refetch} />;
    return <Skeleton className="h-64 rounded-card" />;
  }
  return (
    <>
      {data.items.length === 0 && <Nothing state={state} />}
      <ul aria-label={copy.names.decisions} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {data.items.map((decision) => (
          <li key={decision.id}>
            <DecisionCard decision={decision} onAct={(outcome) => setAsked({ decision, outcome })} />
          </li>
        ))}
      </ul>
      {data.items.length === listMax && <p className="text-dense text-muted">{copy.onlyNewest}</p>}
      {asked && (
        <DecideDialog
          key={`${asked.decision.id} ${asked.outcome}`}
          decision={asked.decision}
          outcome={asked.outcome}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Nothing({ state }: { state: "open" | "decided" }) {
  return state === "open" ? (
    <NothingHere title={copy.nothing.decisions}>{copy.nothingHint.decisions}</NothingHere>
  ) : (
    <NothingHere title={copy.decidedNone}>{copy.decidedNoneHint}</NothingHere>
  );
}
