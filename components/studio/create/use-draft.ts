"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, draft, emptyDraft } from "./draft.ts";

const storageKey = (userId: string) => `dailies-draft:${userId}`;

/** A broken or foreign value reads as no draft. */
function readDraft(userId: string): Draft | undefined {
  const stored = localStorage.getItem(storageKey(userId));
  if (!stored) return undefined;
  try {
    return draft.safeParse(JSON.parse(stored)).data;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** False when the browser has no room for it. */
function keepDraft(userId: string, value: Draft): boolean {
  try {
    localStorage.setItem(storageKey(userId), JSON.stringify(value));
    return true;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "QuotaExceededError") return false;
    throw cause;
  }
}

export type DraftState = {
  value: Draft;
  change: (part: Partial<Draft>) => void;
  /** True once what stands here is stored in this browser. */
  kept: boolean;
  /** False until the stored draft has been read. */
  ready: boolean;
};

/** The composer's content, surviving a reload and a closed tab. */
export function useDraft(userId: string): DraftState {
  const [value, setValue] = useState(emptyDraft);
  const [kept, setKept] = useState(false);
  const [ready, setReady] = useState(false);
  const touched = useRef(false);

  useEffect(() => {
    const stored = touched.current ? undefined : readDraft(userId);
    if (stored) setValue(stored);
    setKept(stored !== undefined && stored.prompt !== "");
    setReady(true);
  }, [userId]);

  useEffect(() => {
    if (!ready || !touched.current) return;
    setKept(keepDraft(userId, value));
  }, [ready, userId, value]);

  const change = useCallback((part: Partial<Draft>) => {
    touched.current = true;
    setValue((before) => ({ ...before, ...part }));
  }, []);
  return { value, change, kept, ready };
}
