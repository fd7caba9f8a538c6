"use client";

import { type FocusEvent, useState } from "react";
import { flushSync } from "react-dom";
import { dollarsOf, microsOf } from "#components/copy/dollars.ts";
import { Input } from "#components/ui/input.tsx";

type DollarFieldProps = {
  id: string;
  value: number | null;
  disabled?: boolean;
  placeholder: string;
  title?: string;
  className?: string;
  "aria-describedby"?: string;
  onChange: (micros: number | null) => void;
};

/** An amount in dollars, micro-USD inside; what is no amount stays red in the field and changes nothing. */
export function DollarField({ id, value, onChange, ...rest }: DollarFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && microsOf(typed) === undefined;
  const type = (text: string) => {
    setTyped(text);
    const micros = microsOf(text);
    if (micros !== undefined) onChange(micros);
  };
  /** The amount stands there whole before it is selected, so that what is typed takes its place. */
  const begin = ({ currentTarget }: FocusEvent<HTMLInputElement>) => {
    flushSync(() => setTyped(dollarsOf(value)));
    currentTarget.select();
  };
  return (
    <Input
      id={id}
      inputMode="decimal"
      autoComplete="off"
      aria-invalid={wrong || undefined}
      value={typed ?? (value === null ? "" : `$${dollarsOf(value)}`)}
      onFocus={begin}
      onBlur={() => setTyped(null)}
      onChange={(event) => type(event.target.value)}
      {...rest}
    />
  );
}
