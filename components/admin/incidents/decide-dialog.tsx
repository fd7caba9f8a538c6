"use client";

import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { fieldErrorOf, sentenceOf } from "#components/copy/errors.ts";
import { whenOf } from "#components/copy/format.ts";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { DollarField } from "#components/studio/dollar-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { DecisionOutcome, DecisionView } from "#lib/contract/incident.ts";
import { isActive } from "#lib/contract/status.ts";
import { ApiError } from "#lib/http/client.ts";
import { chargedHint, type DecideDraft, firstDraft, inputOf, isDelivered } from "./decide-form.ts";
import { useDecide, useRefreshIncidents } from "./use-incidents.ts";

const noteLengthMax = 500;
const jobIdLengthMax = 300;

function effectOf(outcome: DecisionOutcome, decision: DecisionView): string {
  const active = isActive(decision.videoStatus);
  if (outcome === "adopt") return active ? copy.effects.adopt : copy.effects.adoptOver;
  if (outcome === "resubmit")
    return isDelivered(decision) ? copy.effects.resubmitDelivered : copy.effects.resubmit;
  return active ? `${copy.effects.write_off} ${copy.effects.write_offActive}` : copy.effects.write_off;
}

/** Why it was refused; to the second of two: who was first, and when. */
function refusalOf(error: Error): string {
  const decidedBy = error instanceof ApiError ? error.problem.decidedBy : undefined;
  return decidedBy ? copy.settledBy(decidedBy.name, whenOf(decidedBy.at, Date.now())) : sentenceOf(error);
}

type DecideDialogProps = { decision: DecisionView; outcome: DecisionOutcome; onClose: () => void };

/** Asks for the why and what the act needs, and says what it does. */
export function DecideDialog({ decision, outcome, onClose }: DecideDialogProps) {
  const [draft, setDraft] = useState(() => firstDraft(outcome, decision));
  const decide = useDecide(decision.id);
  const refresh = useRefreshIncidents();
  const formId = useId();
  const change = (part: Partial<DecideDraft>) => setDraft((now) => ({ ...now, ...part }));
  const close = () => {
    if (decide.isError) refresh();
    onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const input = inputOf(outcome, draft);
    if (!input || decide.isPending) return;
    decide.mutate(input, {
      onSuccess: () => {
        toast.success(copy.doneToast[outcome]);
        onClose();
      },
    });
  };
  const jobIdError = decide.error ? fieldErrorOf(decide.error, "jobId") : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || close()}
      title={copy.titles[outcome]}
      description={effectOf(outcome, decision)}
      footer={
        <>
          <Button kind="ghost" onClick={close}>
            {copy.cancel}
          </Button>
          <Button
            kind={outcome === "adopt" ? "primary" : "danger-fill"}
            type="submit"
            form={formId}
            busy={decide.isPending}
          >
            {copy.outcomes[outcome]}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="grid gap-4">
        {outcome === "adopt" && decision.attempt.jobId === null && (
          <JobIdField draft={draft} change={change} error={jobIdError} />
        )}
        {outcome !== "adopt" && (
          <AmountField
            label={outcome === "write_off" ? copy.charged : copy.ceiling}
            hint={outcome === "write_off" ? chargedHint(decision) : copy.ceilingHint}
            draft={draft}
            change={change}
          />
        )}
        <NoteField draft={draft} change={change} />
        {decide.error && !jobIdError && (
          <p role="alert" className="text-danger text-dense">
            {refusalOf(decide.error)}
          </p>
        )}
      </form>
    </Dialog>
  );
}

type PartProps = { draft: DecideDraft; change: (part: Partial<DecideDraft>) => void };

function JobIdField({ draft, change, error }: PartProps & { error: string | undefined }) {
  return (
    <Field label={copy.jobId} hint={copy.jobIdHint} error={error}>
      {(control) => (
        <Input
          {...control}
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={jobIdLengthMax}
          value={draft.jobId}
          onChange={(event) => change({ jobId: event.target.value })}
        />
      )}
    </Field>
  );
}

function AmountField({ label, hint, draft, change }: PartProps & { label: string; hint: string }) {
  return (
    <Field label={label} hint={hint} error={draft.micros === null ? copy.amountNeeded : undefined}>
      {(control) => (
        <DollarField
          id={control.id}
          aria-describedby={control["aria-describedby"]}
          placeholder="$0.00"
          value={draft.micros}
          onChange={(micros) => change({ micros })}
        />
      )}
    </Field>
  );
}

function NoteField({ draft, change }: PartProps) {
  return (
    <Field label={copy.note} hint={copy.noteHint} aside={`${draft.note.length} / ${noteLengthMax}`}>
      {(control) => (
        <Textarea
          {...control}
          required
          maxLength={noteLengthMax}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      )}
    </Field>
  );
}
