"use client";

import { RotateCw, Square } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { adminCopy } from "#components/copy/admin.ts";
import { momentOf } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { EngineRunView } from "#lib/contract/engine.ts";
import { RunStatus } from "./run-status.tsx";
import { RunTimeline } from "./run-timeline.tsx";
import { Subjects } from "./subjects.tsx";
import { useRun, useRunAct } from "./use-runs.ts";

/** One run: what it is about, what it did, why it ended, and what can be done about it. */
export function RunPanel({ id, drawer }: { id: string; drawer: boolean }) {
  const { data: run, error } = useRun(id);
  const block = drawer ? "grid gap-4" : "grid gap-4 rounded-card border bg-surface px-5 py-4";
  if (run === null) return <div className={cn(block, "text-dense text-muted")}>{adminCopy.runGone}</div>;
  if (error && !run) return <div className={cn(block, "text-dense text-muted")}>{error.message}</div>;
  if (!run) {
    return (
      <div className={block}>
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-24" />
        <Skeleton className="h-56" />
      </div>
    );
  }
  return (
    <div className={block}>
      <header className="flex items-center justify-between gap-3">
        <h2 className="min-w-0 truncate text-section">{run.functionName}</h2>
        <RunStatus status={run.status} />
      </header>
      <Facts
        facts={[
          { label: adminCopy.event, value: run.eventName },
          { label: adminCopy.about, value: <Subjects ids={run.subjectIds} /> },
          { label: adminCopy.started, value: momentOf(run.startedAt) },
          { label: adminCopy.run, value: <span className="break-all text-muted">{run.id}</span> },
        ]}
      />
      {run.error && (
        <p
          role="status"
          className="break-words rounded-control bg-tint-danger px-3 py-2 text-dense text-danger"
        >
          {run.error.name}: {run.error.message}
        </p>
      )}
      <RunActs run={run} />
      <div className="border-t pt-4">
        <RunTimeline run={run} />
      </div>
    </div>
  );
}

function RunActs({ run }: { run: EngineRunView }) {
  const [asking, setAsking] = useState(false);
  const retry = useRunAct("retryRun");
  const cancel = useRunAct("cancelRun");
  const refused = retry.error ?? cancel.error;
  return (
    <>
      {run.status === "failed" && (
        <Button
          icon={RotateCw}
          busy={retry.isPending}
          onClick={() => retry.mutate(run.id, { onSuccess: () => void toast.success(adminCopy.retried) })}
        >
          {adminCopy.retryRun}
        </Button>
      )}
      {run.status === "running" && (
        <Button kind="danger" icon={Square} onClick={() => setAsking(true)}>
          {adminCopy.cancelRun}
        </Button>
      )}
      {refused && (
        <p role="alert" className="text-danger text-label">
          {refused.message}
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={adminCopy.cancelRunTitle}
        description={adminCopy.cancelRunHint}
        confirm={adminCopy.cancelRun}
        cancel={adminCopy.keepRunning}
        danger
        busy={cancel.isPending}
        onConfirm={() =>
          cancel.mutate(run.id, {
            onSuccess: () => void toast.success(adminCopy.canceled),
            onSettled: () => setAsking(false),
          })
        }
      />
    </>
  );
}
