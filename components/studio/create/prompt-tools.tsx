"use client";

import { Ban, CircleMinus } from "lucide-react";
import { useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { negativePromptLengthMax } from "#lib/contract/prompt.ts";
import type { Options } from "./options.ts";
import { SeedTool } from "./seed-tool.tsx";
import { Tool } from "./tool.tsx";
import type { DraftState } from "./use-draft.ts";

type PromptToolsProps = { draft: DraftState; options: Pick<Options, "seed" | "negativePrompt"> };

/** What stands inside the prompt's frame: what to avoid, the seed, whether the draft is kept, and why one is off. */
export function PromptTools({ draft: { value, change, kept }, options }: PromptToolsProps) {
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
