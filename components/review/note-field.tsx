"use client";

import type { RefObject } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { Field } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

/** Characters a note may have; the contract says the same. */
export const noteLengthMax = 1000;

type NoteFieldProps = {
  note: string;
  onChange: (note: string) => void;
  required: boolean;
  error: string | undefined;
  inputRef: RefObject<HTMLTextAreaElement | null>;
};

/** Words for the creator, sent with either decision. */
export function NoteField({ note, onChange, required, error, inputRef }: NoteFieldProps) {
  return (
    <Field
      label={reviewCopy.note}
      error={note.length > noteLengthMax ? reviewCopy.noteLong : error}
      aside={
        <span className="flex items-center gap-2">
          {required ? reviewCopy.noteRequired : reviewCopy.noteOptional}
          <Kbd className="max-desk:hidden">N</Kbd>
        </span>
      }
      className="px-4 py-4 tablet:px-5"
    >
      {(control) => (
        <Textarea
          {...control}
          ref={inputRef}
          rows={2}
          value={note}
          placeholder={reviewCopy.notePlaceholder}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={({ key, currentTarget }) => key === "Escape" && currentTarget.blur()}
          className="max-h-40 min-h-16"
        />
      )}
    </Field>
  );
}
