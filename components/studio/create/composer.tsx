"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { type Draft, requestOf } from "./draft.ts";
import { FormatPicker } from "./format-picker.tsx";
import { GenerateBar } from "./generate-bar.tsx";
import { LengthQuality } from "./length-quality.tsx";
import { ModelPicker } from "./model-picker.tsx";
import { PromptField } from "./prompt-field.tsx";
import { Settings } from "./settings.tsx";
import { SourceImage } from "./source-image.tsx";
import { useComposer } from "./use-composer.ts";
import type { DraftState } from "./use-draft.ts";
import { useFirstFrame } from "./use-first-frame.ts";
import { useSourceImage } from "./use-source-image.ts";
import { WhyModel } from "./why-model.tsx";

type ComposerProps = { draft: DraftState };

const isSendKey = (event: KeyboardEvent) => event.key === "Enter" && (event.metaKey || event.ctrlKey);

/** Everything that is asked of a video, in one form; ⌘↵ sends it from anywhere inside. */
export function Composer({ draft }: ComposerProps) {
  const { value } = draft;
  const source = useSourceImage((asset) => draft.change({ asset, stillId: null }));
  const composer = useComposer(value, source.upload !== null);
  const change = (part: Partial<Draft>) => {
    if (composer.refusal || composer.faults.prompt || composer.faults.image) composer.forget();
    draft.change(part);
  };
  const frame = useFirstFrame(value, composer.models, change);
  const chosen = composer.judged.find(({ model }) => model.id === value.model && model.available);
  const misfitOf = (path: string) => chosen?.misfits.find((misfit) => misfit.path === path)?.message ?? null;
  usePastedImages(source.take);

  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    composer.submit();
  };
  return (
    <form
      aria-label={copy.title}
      onSubmit={send}
      onKeyDown={(event) => isSendKey(event) && send(event)}
      className="flex flex-col [--panel:var(--surface)] desk:sticky desk:top-(--top-bar) desk:h-[calc(100dvh-var(--top-bar))] desk:border-r desk:bg-surface max-desk:[--panel:var(--background)]"
    >
      <div className="flex min-h-0 grow flex-col gap-5 px-6 py-5 max-tablet:px-4 max-tablet:pb-3 desk:overflow-y-auto">
        <PromptField
          draft={{ ...draft, change }}
          options={composer.options}
          error={composer.faults.prompt ?? misfitOf("prompt") ?? undefined}
          onPaste={(files) => source.take(files)}
        />
        <SourceImage
          asset={value.asset}
          aspectRatio={requestOf(value).aspectRatio}
          source={source}
          frame={frame}
          error={composer.faults.image}
          off={composer.options.image ?? misfitOf("workflowType")}
          onRemove={() => change({ asset: null })}
        />
        <FormatPicker value={value} options={composer.options} change={change} />
        <LengthQuality
          value={value}
          options={composer.options}
          maker={misfitOf("durationSeconds") === null ? undefined : chosen?.model.name}
          change={change}
        />
        <ModelPicker
          value={value}
          judged={composer.judged}
          plan={composer.plan}
          note={composer.note}
          change={change}
        />
        <Settings
          value={value}
          options={composer.options}
          modelName={value.model === "auto" ? undefined : composer.picked?.model.name}
          change={change}
        />
        <WhyModel plan={composer.plan} failed={composer.planFailed} />
      </div>
      <GenerateBar
        priceMicros={composer.priceMicros}
        left={composer.left}
        reason={composer.reason}
        refusal={composer.refusal}
        busy={composer.busy}
      />
    </form>
  );
}

/** An image pasted anywhere on the page, outside of fields, becomes the source. */
function usePastedImages(take: (files: File[]) => void) {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);
}
