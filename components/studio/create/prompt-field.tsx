"use client";

import { Ban, CircleMinus, Dices, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { countOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import { negativePromptLengthMax, promptLengthMax } from "#lib/contract/prompt.ts";
import { seedMax } from "./draft.ts";
import type { Options } from "./options.ts";
import type { DraftState } from "./use-draft.ts";

type PromptFieldProps = {
  draft: DraftState;
  options: Pick<Options, "seed" | "negativePrompt">;
  error?: string;
  onPaste: (files: File[]) => void;
};

const rollSeed = (): number => Math.floor(Math.random() * 1_000_000);

/** The prompt with its tools inside: what to avoid, the seed, and whether the draft is kept. */
export function PromptField({ draft, options, error, onPaste }: PromptFieldProps) {
  const { value, change } = draft;
  const over = value.prompt.trim().length > promptLengthMax;
  return (
    <Field
      label={copy.prompt}
      error={error}
      aside={
        <span className={cn(over && "font-medium text-danger")}>
          {copy.promptCount(countOf(value.prompt.trim().length), countOf(promptLengthMax))}
        </span>
      }
    >
      {(control) => (
        <div
          className={cn(
            "field-ring flex flex-col rounded-control border bg-surface",
            error ? "border-danger" : "border-control",
          )}
        >
          <textarea
            {...control}
            value={value.prompt}
            onChange={(event) => change({ prompt: event.target.value })}
            onPaste={(event) => {
              const files = [...event.clipboardData.files];
              if (files.length > 0) onPaste(files);
            }}
            placeholder={copy.promptPlaceholder}
            className="field-sizing-content max-h-80 min-h-30 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-prompt outline-none max-tablet:text-prompt-phone"
          />
          <Tools draft={draft} options={options} />
        </div>
      )}
    </Field>
  );
}

type ToolsProps = Pick<PromptFieldProps, "draft" | "options">;

function Tools({ draft: { value, change, kept }, options }: ToolsProps) {
  const [avoidOpen, setAvoidOpen] = useState(false);
  const showAvoid = avoidOpen || value.negativePrompt !== "";
  const close = () => {
    setAvoidOpen(false);
    change({ negativePrompt: "" });
  };
  const [asked, setAsked] = useState<string | null>(null);
  const faults = [
    asked !== null && (asked === options.seed || asked === options.negativePrompt) ? asked : null,
    value.negativePrompt !== "" ? options.negativePrompt : null,
    value.seed !== null ? options.seed : null,
  ].filter((fault, index, all) => fault !== null && all.indexOf(fault) === index);
  return (
    <>
      {showAvoid && (
        <AvoidLine value={value.negativePrompt} onChange={(negativePrompt) => change({ negativePrompt })} />
      )}
      <div className="flex flex-wrap items-center gap-1 px-2 pb-2">
        <Tool
          pressed={showAvoid}
          off={showAvoid ? null : options.negativePrompt}
          onAsk={setAsked}
          onClick={() => (showAvoid ? close() : setAvoidOpen(true))}
        >
          <CircleMinus aria-hidden />
          {copy.avoid}
        </Tool>
        <SeedTool
          value={value.seed}
          off={options.seed}
          onAsk={setAsked}
          onChange={(seed) => change({ seed })}
        />
        <span aria-live="polite" className="ml-auto px-1.5 text-label text-muted">
          {kept && copy.draftKept}
        </span>
      </div>
      {faults.length > 0 && (
        <p role="status" className="flex items-start gap-1.5 border-t px-3.5 py-2 text-label text-muted">
          <Ban aria-hidden className="mt-0.5 size-3 shrink-0" />
          {faults.join(" ")}
        </p>
      )}
    </>
  );
}

type ToolProps = {
  pressed: boolean;
  /** Why it cannot be pressed. */
  off: string | null;
  /** Pressed all the same: the reason is shown. */
  onAsk: (reason: string) => void;
  onClick: () => void;
  children: ReactNode;
};

function Tool({ pressed, off, onAsk, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-disabled={off ? true : undefined}
      title={off ?? undefined}
      onClick={off ? () => onAsk(off) : onClick}
      className={cn(
        "inline-flex h-8 items-center gap-2 rounded-badge px-2 font-medium text-dense transition-colors hover:bg-hover hover:text-text touch:h-11 [&>svg]:size-4",
        pressed ? "text-text" : "text-muted",
        off && "cursor-not-allowed! text-subtle hover:bg-transparent hover:text-subtle [&>svg]:opacity-50",
      )}
    >
      {children}
      {off && <span className="sr-only">: {off}</span>}
    </button>
  );
}

function AvoidLine({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="mx-3.5 flex items-start gap-2 border-t py-2">
      <span aria-hidden className="shrink-0 pt-0.5 text-label text-muted leading-5">
        {copy.avoid}
      </span>
      <textarea
        rows={1}
        aria-label={copy.avoidLabel}
        value={value}
        maxLength={negativePromptLengthMax}
        placeholder={copy.avoidPlaceholder}
        onChange={(event) => onChange(event.target.value)}
        className="field-sizing-content min-h-5 w-full resize-none bg-transparent text-body outline-none max-tablet:text-prompt-phone"
      />
    </div>
  );
}

type SeedToolProps = Pick<ToolProps, "off" | "onAsk"> & {
  value: number | null;
  onChange: (seed: number | null) => void;
};

function SeedTool({ value, off, onAsk, onChange }: SeedToolProps) {
  if (value === null) {
    return (
      <Tool pressed={false} off={off} onAsk={onAsk} onClick={() => onChange(rollSeed())}>
        <Dices aria-hidden />
        {copy.seed}
      </Tool>
    );
  }
  return (
    <span className="inline-flex h-8 items-center rounded-badge text-dense touch:h-11" title={copy.seedHint}>
      <button
        type="button"
        aria-label={copy.seedRoll}
        title={copy.seedRoll}
        onClick={() => onChange(rollSeed())}
        className="grid h-full w-8 place-items-center rounded-badge hover:bg-hover touch:w-11"
      >
        <Dices aria-hidden className="size-4" />
      </button>
      <input
        aria-label={copy.seedLabel}
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(Math.min(seedMax, Number(event.target.value.replace(/\D/g, "") || 0)))}
        className="h-7 w-24 rounded-tag bg-sunken px-2 font-medium outline-none focus-visible:outline-2"
      />
      <button
        type="button"
        aria-label={copy.seedClear}
        title={copy.seedClear}
        onClick={() => onChange(null)}
        className="grid h-full w-7 place-items-center rounded-badge text-muted hover:text-text touch:w-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
