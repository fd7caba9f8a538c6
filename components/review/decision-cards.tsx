"use client";

import { X } from "lucide-react";
import { whenOf } from "#components/copy/format.ts";
import { reviewCopy } from "#components/copy/review.ts";
import { Button, IconButton } from "#components/ui/button.tsx";
import { CircledTake } from "#components/ui/circled-take.tsx";
import { cn } from "#components/ui/cn.ts";
import { PencilCross } from "#components/ui/pencil-cross.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { DecisionEntry } from "./decisions.ts";

type CardsProps = {
  entries: readonly DecisionEntry[];
  onUndo: () => void;
  onDismiss: (videoId: string) => void;
  className?: string;
};

const headOf = ({ state, decision }: DecisionEntry): string => {
  if (state === "refused") return reviewCopy.notRecorded;
  if (state === "unsent") return reviewCopy.unsent;
  return state === "sent" ? reviewCopy.sent[decision] : reviewCopy.holding[decision];
};

function explain({ state, title, problem }: DecisionEntry): string {
  if (state === "unsent") return reviewCopy.unsentStep;
  if (state !== "refused" || !problem) return title;
  const { decidedBy, detail } = problem;
  return decidedBy ? reviewCopy.decidedBy(decidedBy.name, whenOf(decidedBy.at, Date.now())) : detail;
}

/** Decisions on their way: still here and undoable, being sent, or answered with a no. */
export function DecisionCards({ entries, onUndo, onDismiss, className }: CardsProps) {
  if (entries.length === 0) return null;
  return (
    <ul className={cn("grid gap-2", className)}>
      {entries.slice(-3).map((entry) => (
        <DecisionCard key={entry.videoId} entry={entry} onUndo={onUndo} onDismiss={onDismiss} />
      ))}
    </ul>
  );
}

type CardProps = { entry: DecisionEntry } & Pick<CardsProps, "onUndo" | "onDismiss">;

function DecisionCard({ entry, onUndo, onDismiss }: CardProps) {
  const refused = entry.state === "refused";
  return (
    <li className="grid animate-panel-in grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-2 rounded-card bg-overlay px-3 py-2.5 shadow-pop">
      {entry.decision === "approve" ? (
        <CircledTake take={entry.take} drawn className={refused ? "opacity-40" : undefined} />
      ) : (
        <span className="grid h-7.5 w-11 place-items-center">
          <PencilCross className="h-6 w-7.5" />
        </span>
      )}
      <div className="min-w-0">
        <p className={cn("font-medium text-dense", refused && "text-danger")}>{headOf(entry)}</p>
        <p
          role={refused ? "alert" : undefined}
          className={cn("text-label text-muted", refused || entry.state === "unsent" || "line-clamp-2")}
        >
          {explain(entry)}
        </p>
      </div>
      {entry.state === "held" && (
        <Button size="sm" onClick={onUndo} className="px-2">
          {reviewCopy.undo} <Countdown until={entry.dueAt} />
        </Button>
      )}
      {refused && (
        <IconButton
          label={reviewCopy.dismiss}
          icon={X}
          size="xs"
          className="-mr-1 self-start"
          onClick={() => onDismiss(entry.videoId)}
        />
      )}
    </li>
  );
}

function Countdown({ until }: { until: number }) {
  const now = useNow(200);
  return (
    <span aria-hidden className="w-6 text-right text-muted">
      {Math.max(1, Math.ceil((until - now) / 1000))} s
    </span>
  );
}
