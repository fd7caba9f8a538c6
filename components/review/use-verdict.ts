"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import type { ReviewDecision, ReviewReasonView } from "#lib/contract/review.ts";
import type { Decisions } from "./decisions.ts";
import { noteLengthMax } from "./note-field.tsx";
import { type Clip, fileOf } from "./use-clip.ts";
import type { Drafting } from "./use-draft.ts";
import type { Selection } from "./use-selection.ts";

type VerdictParts = {
  reasons: readonly ReviewReasonView[];
  selection: Selection;
  drafting: Drafting;
  clip: Clip;
  decisions: Decisions;
  stageRef: RefObject<HTMLElement | null>;
};

function blockOf({ matches, failed }: Clip): string | null {
  if (matches === false) return reviewCopy.fileDiffers;
  return failed ? reviewCopy.clipMissing : null;
}

/** Approve, reject and undo for the clip on screen, with what each still lacks and what is said aloud. */
export function useVerdict({ reasons, selection, drafting, clip, decisions, stageRef }: VerdictParts) {
  const { current, next, previous, select } = selection;
  const { draft } = drafting;
  const [lack, setLack] = useState<{ videoId: string | undefined; what: "reason" | "note" } | null>(null);
  const [said, setSaid] = useState("");
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const noteNeeded = reasons.some(({ code, noteRequired }) => noteRequired && draft.reasons.includes(code));
  const approveBlocked = blockOf(clip);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a reason chosen or dropped answers the complaint
  useEffect(() => setLack(null), [draft.reasons]);

  const decide = (decision: ReviewDecision) => {
    const file = fileOf(current, "video");
    if (!current || !file || draft.note.length > noteLengthMax) return;
    const title = current.title ?? reviewCopy.untitled;
    decisions.decide({
      videoId: current.id,
      title,
      take: current.attemptCount,
      decision,
      reasons: decision === "reject" ? draft.reasons : [],
      note: draft.note.trim(),
      artifactSha256: file.sha256,
    });
    setSaid(reviewCopy.announceHeld(decision, title));
    select((next ?? previous)?.id ?? null);
    stageRef.current?.focus({ preventScroll: true });
  };
  const approve = () => {
    if (approveBlocked === null) decide("approve");
  };
  const reject = () => {
    const what = draft.reasons.length === 0 ? "reason" : noteNeeded && !draft.note.trim() ? "note" : null;
    setLack(what && { videoId: current?.id, what });
    if (what === "note") noteRef.current?.focus();
    if (what === null) decide("reject");
  };
  const undo = () => {
    const taken = decisions.undo();
    if (!taken) return;
    setSaid(reviewCopy.announceUndone(taken.title));
    select(taken.videoId);
  };
  const missing = lack && lack.videoId === current?.id ? lack.what : null;
  return { approve, reject, undo, missing, said, noteNeeded, noteRef, approveBlocked };
}
