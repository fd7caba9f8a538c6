"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { IconInput } from "#components/ui/input.tsx";

const pauseMs = 250;

/** Searches while one types, after a short pause; the address may change it from outside. */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      search.current(sent.current);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <IconInput
      icon={Search}
      type="search"
      aria-label={copy.search}
      placeholder={copy.search}
      maxLength={100}
      value={text}
      onChange={(event) => setText(event.target.value)}
      className="w-73 max-tablet:grow"
    />
  );
}
