"use client";

import { useCallback, useState } from "react";

export type Draft = { reasons: readonly string[]; note: string };
const empty: Draft = { reasons: [], note: "" };

/** Reasons and note per clip, kept while one goes back and forth and when a decision is undone. */
export function useDraft(videoId: string | undefined) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const draft = (videoId && drafts[videoId]) || empty;
  const change = useCallback(
    (patch: (draft: Draft) => Partial<Draft>) => {
      if (!videoId) return;
      setDrafts((all) => {
        const before = all[videoId] ?? empty;
        return { ...all, [videoId]: { ...before, ...patch(before) } };
      });
    },
    [videoId],
  );
  const toggleReason = useCallback(
    (code: string) =>
      change(({ reasons }) => ({
        reasons: reasons.includes(code) ? reasons.filter((other) => other !== code) : [...reasons, code],
      })),
    [change],
  );
  const writeNote = useCallback((note: string) => change(() => ({ note })), [change]);
  return { draft, toggleReason, writeNote };
}
export type Drafting = ReturnType<typeof useDraft>;
