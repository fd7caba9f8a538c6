"use client";

import { createCopy as copy } from "#components/copy/create.ts";
import { countOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import { promptLengthMax } from "#lib/contract/prompt.ts";
import type { Options } from "./options.ts";
import { PromptTools } from "./prompt-tools.tsx";
import type { DraftState } from "./use-draft.ts";

type PromptFieldProps = {
  draft: DraftState;
  options: Pick<Options, "seed" | "negativePrompt">;
  error?: string;
  onPaste: (files: File[]) => void;
};

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
          <PromptTools draft={draft} options={options} />
        </div>
      )}
    </Field>
  );
}
