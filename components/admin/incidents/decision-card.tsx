"use client";

import { Link2, RotateCw, Trash2 } from "lucide-react";
import Link from "next/link";
import { moneyOf, whenOf } from "#components/copy/format.ts";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Fact, Facts } from "#components/ui/facts.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { DecisionOutcome, DecisionView } from "#lib/contract/incident.ts";
import { isActive } from "#lib/contract/status.ts";
import { usePartName } from "../use-part-name.ts";
import { EvidenceList } from "./evidence-list.tsx";

const icons = { adopt: Link2, write_off: Trash2, resubmit: RotateCw };
const outcomeTones = { adopt: "success", write_off: "neutral", resubmit: "warn" } as const;

type DecisionCardProps = { decision: DecisionView; onAct: (outcome: DecisionOutcome) => void };

/** One take that only a person can settle: what is unknown, what is at stake, what is known, what can be done. */
export function DecisionCard({ decision, onAct }: DecisionCardProps) {
  const { id, reason, videoId, videoStatus, ownerName, attempt, openedAt, decided, outcomes } = decision;
  return (
    <article aria-labelledby={id} className="grid gap-4 rounded-card border bg-surface px-5 py-4">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <h3 id={id} className="text-section">
            {copy.reasons[reason]}
          </h3>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-dense text-muted">
            <Link
              href={`/videos/${videoId}`}
              title={videoId}
              className="inline-flex items-center rounded-tag text-text underline touch:min-h-11"
            >
              {copy.take(attempt.number)} {copy.of(ownerName)}
            </Link>
            <StatusBadge status={videoStatus} />
          </p>
        </div>
        <Ago at={openedAt} className="text-label text-muted" />
      </header>
      <div className="grid gap-5 desk:grid-cols-[minmax(0,320px)_minmax(0,1fr)]">
        <Facts facts={factsOf(decision, usePartName())} className="content-start" />
        <EvidenceList evidence={decision.evidence} />
      </div>
      {decided ? (
        <Decided decided={decided} />
      ) : (
        <footer className="grid gap-3 border-t pt-4">
          <p className="text-dense text-muted">
            {copy.hints[reason]} {!isActive(videoStatus) && copy.over}
          </p>
          <div className="flex flex-wrap gap-2">
            {outcomes.map((outcome) => (
              <Button key={outcome} icon={icons[outcome]} onClick={() => onAct(outcome)}>
                {copy.outcomes[outcome]}
              </Button>
            ))}
          </div>
        </footer>
      )}
    </article>
  );
}

/** The vendor is named where its model's name does not. */
const vendorWords = (model: string, vendor: string): string =>
  model.includes(vendor) ? model : `${model}, ${vendor}`;

function factsOf({ attempt, reservedMicros }: DecisionView, partName: (name: string) => string): Fact[] {
  const now = Date.now();
  return [
    { label: copy.held, value: reservedMicros === 0 ? copy.heldNone : moneyOf(reservedMicros) },
    { label: copy.vendor, value: vendorWords(attempt.modelName, partName(attempt.provider)) },
    { label: copy.job, value: <span className="break-all">{attempt.jobId ?? copy.jobUnknown}</span> },
    { label: copy.sent, value: whenOf(attempt.sentAt, now), title: attempt.sentAt },
    { label: copy.deadline, value: whenOf(attempt.deadlineAt, now), title: attempt.deadlineAt },
  ];
}

function Decided({ decided }: { decided: NonNullable<DecisionView["decided"]> }) {
  const { outcome, by, at, note } = decided;
  return (
    <footer className="grid gap-2 border-t pt-4 text-dense">
      <p className="flex flex-wrap items-center gap-2">
        <Tag tone={outcomeTones[outcome]} icon={icons[outcome]}>
          {copy.decided[outcome]}
        </Tag>
        <span>{by}</span>
        <span className="text-muted">{whenOf(at, Date.now())}</span>
      </p>
      <p className="whitespace-pre-wrap break-words text-muted">{note}</p>
    </footer>
  );
}
