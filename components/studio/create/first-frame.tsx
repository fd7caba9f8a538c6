"use client";

import { CircleAlert, Loader, Sparkles, X } from "lucide-react";
import { useId } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { fieldErrorOf, sentenceOf } from "#components/copy/errors.ts";
import { clockOf } from "#components/copy/format.ts";
import { finePriceOf } from "#components/studio/model-facts.ts";
import { useElapsed } from "#components/studio/use-elapsed.ts";
import { Button, IconButton } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import type { StillView } from "#lib/contract/still.ts";
import type { FirstFrame } from "./use-first-frame.ts";

type FrameFormProps = { frame: FirstFrame; onClose: () => void };

/** Asks for one picture to start from; what it costs stands beside the button. */
export function FrameForm({ frame, onClose }: FrameFormProps) {
  const id = useId();
  const { model, ratio, text, write, make, busy, error } = frame;
  if (!model || !ratio) return null;
  const fault = error ? (fieldErrorOf(error, "prompt") ?? sentenceOf(error)) : undefined;
  const blank = text.trim() === "";
  return (
    <div className="grid gap-2 rounded-control border bg-surface p-3">
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id} className="font-medium text-label text-muted">
          {copy.framePrompt}
        </label>
        <IconButton label={copy.frameClose} icon={X} size="xs" className="-my-1 -mr-1" onClick={onClose} />
      </div>
      <textarea
        id={id}
        value={text}
        aria-invalid={fault ? true : undefined}
        aria-describedby={`${id}-note`}
        placeholder={copy.framePlaceholder}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          event.stopPropagation();
          if (!blank && !busy) make();
        }}
        className="field-sizing-content field-ring max-h-40 min-h-16 w-full resize-none rounded-control border border-control bg-surface px-3 py-2 text-body aria-invalid:border-danger max-tablet:text-prompt-phone"
      />
      <div id={`${id}-note`} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        {fault ? (
          <p role="alert" className="flex min-w-0 flex-1 items-start gap-1.5 text-danger text-label">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {fault}
          </p>
        ) : (
          <p className="text-label text-muted">{copy.frameFrom(model.name, ratio)}</p>
        )}
        <Button size="sm" kind="inverse" busy={busy} disabled={blank} onClick={make}>
          {copy.frameMake}
          <span className="opacity-75">{finePriceOf(model.price.toMicros)}</span>
        </Button>
      </div>
    </div>
  );
}

/** The way to a first frame, beside choosing a file; its room is kept until it is known whether there is one. */
export function FrameOffer({ hidden, onOpen }: { hidden: boolean; onOpen: () => void }) {
  return (
    <span
      className={cn(
        hidden && "invisible",
        "relative z-2 ml-1.5 inline-flex border-l pl-4 touch:ml-1 touch:pl-3",
      )}
    >
      <button
        type="button"
        onClick={onOpen}
        className="inline-flex items-center gap-2 whitespace-nowrap rounded-tag font-medium text-text underline decoration-border-strong underline-offset-4 hover:decoration-text touch:min-h-11"
      >
        <Sparkles aria-hidden className="size-4 text-muted" />
        {copy.frame}
      </button>
    </span>
  );
}

type FrameStateProps = { frame: FirstFrame; onAgain: () => void };

/** A first frame on its way, or what became of it. */
export function FrameState({ frame, onAgain }: FrameStateProps) {
  const { still, forget } = frame;
  if (!still || still.status === "queued" || still.status === "making" || still.status === "ready")
    return <Making still={still} forget={forget} />;
  const words =
    still.status === "unclear" ? copy.frameUnclear : [still.failure?.nextStep].filter(Boolean).join(" ");
  return (
    <div role="alert" className="flex min-h-19.5 items-center gap-3 p-3 max-tablet:flex-wrap">
      <CircleAlert
        aria-hidden
        className="size-4 shrink-0 text-danger max-tablet:mt-0.5 max-tablet:self-start"
      />
      <div className="min-w-0 flex-1 max-tablet:basis-4/5">
        <p className="font-medium text-dense">{still.failure?.text ?? still.statusText}</p>
        <p className="text-label text-muted">{words}</p>
      </div>
      <div className="flex shrink-0 flex-wrap justify-end gap-1 max-tablet:w-full">
        <Button
          size="xs"
          onClick={() => {
            forget();
            onAgain();
          }}
        >
          {copy.frameAgain}
        </Button>
        <Button size="xs" kind="ghost" onClick={forget}>
          {copy.frameForget}
        </Button>
      </div>
    </div>
  );
}

function Making({ still, forget }: { still: StillView | undefined; forget: () => void }) {
  const elapsed = useElapsed(still?.createdAt ?? new Date().toISOString());
  return (
    <div className="flex h-19.5 items-center gap-3 p-2">
      <span className="grid h-full w-28 shrink-0 animate-breathe place-items-center rounded-badge bg-raised">
        <Loader aria-hidden className="size-4 animate-turn text-muted" />
      </span>
      <div className="min-w-0 grow">
        <p role="status" className="font-medium text-dense">
          {still?.statusText ?? copy.frameBusy}
        </p>
        <p className="text-label text-muted">
          {[still?.modelName, still && clockOf(elapsed)].filter(Boolean).join(" · ")}
        </p>
      </div>
      <IconButton label={copy.frameStop} title={copy.frameStopHint} icon={X} onClick={forget} />
    </div>
  );
}
