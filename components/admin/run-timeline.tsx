"use client";

import { Check, CircleX, Clock, Loader } from "lucide-react";
import { adminCopy } from "#components/copy/admin.ts";
import { cn } from "#components/ui/cn.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { EngineRunView } from "#lib/contract/engine.ts";
import { barOf, tookOf } from "./run-look.ts";

type Step = EngineRunView["timeline"][number];

const looks = {
  pending: { icon: Clock, color: "text-muted", fill: "bg-control" },
  running: { icon: Loader, color: "text-info", fill: "bg-info" },
  completed: { icon: Check, color: "text-success", fill: "bg-success" },
  failed: { icon: CircleX, color: "text-danger", fill: "bg-danger" },
};

/** Each step where it lies in the run's time, with its tries and its error. */
export function RunTimeline({ run }: { run: EngineRunView }) {
  const now = useNow(1000);
  return (
    <ol aria-label={adminCopy.timeline} className="grid gap-3">
      {run.timeline.map((step) => (
        <StepLine key={step.stepId} step={step} run={run} now={now} />
      ))}
    </ol>
  );
}

/** How long a step took, or, where it is noted as one moment, when in the run that was. */
function whenOf(step: Step, run: EngineRunView, now: number): string {
  if (!step.startedAt) return adminCopy.notStarted;
  if (step.startedAt === step.endedAt) return adminCopy.after(tookOf(run.startedAt, step.startedAt, now));
  return tookOf(step.startedAt, step.endedAt, now);
}

function StepLine({ step, run, now }: { step: Step; run: EngineRunView; now: number }) {
  const { icon: Icon, color, fill } = looks[step.state];
  const bar = barOf(step, run, now);
  const tries = step.attempts > 1 ? ` · ${adminCopy.attempts(step.attempts)}` : "";
  return (
    <li className="grid gap-1.5 text-dense">
      <div className="grid grid-cols-[16px_1fr_auto] items-baseline gap-2">
        <Icon
          aria-label={step.state}
          role="img"
          className={cn("size-4 self-center", color, step.state === "running" && "animate-turn")}
        />
        <span className="min-w-0 truncate">
          <span className="font-medium">{step.name}</span>
          <span className="text-label text-muted">
            {" "}
            {adminCopy.stepKinds[step.kind]}
            {tries}
          </span>
        </span>
        <span className="text-muted" suppressHydrationWarning>
          {whenOf(step, run, now)}
        </span>
      </div>
      <div aria-hidden className="relative h-1 overflow-hidden rounded-tag bg-border">
        {bar && (
          <span
            className={cn("absolute inset-y-0 rounded-tag", fill)}
            style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
          />
        )}
      </div>
      {step.error && (
        <p className="break-words text-danger text-label">
          {step.error.name}: {step.error.message}
        </p>
      )}
    </li>
  );
}
