"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { useShellUser } from "#components/shell/shell-user.ts";
import type { ReviewDecision } from "#lib/contract/review.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { noteLengthMax } from "./note-field.tsx";
import { type ClipTiming, createPlayback } from "./playback.ts";
import { frameCountOf, frameRateDefault } from "./playback-math.ts";
import { fileOf, useClip, usePreload } from "./use-clip.ts";
import { useDecisions } from "./use-decisions.ts";
import { useDraft } from "./use-draft.ts";
import { useQueue } from "./use-queue.ts";
import { useSelection } from "./use-selection.ts";

export function timingOf(video: VideoSummaryView | null | undefined): ClipTiming {
  const file = fileOf(video, "video");
  const frameRate = file?.frameRate || frameRateDefault;
  const seconds = file?.durationSeconds ?? video?.parameters.durationSeconds ?? 0;
  return { frameRate, frameCount: frameCountOf(seconds, frameRate) };
}

/** State and acts of the review room: what waits, what is on screen, what is decided. */
export function useRoom() {
  const user = useShellUser();
  const queue = useQueue();
  const { decisions, entries } = useDecisions(user.name, queue.remove);
  const items = useMemo(() => {
    const away = new Set(entries.filter(({ state }) => state !== "refused").map(({ videoId }) => videoId));
    return queue.items.filter(({ id }) => !away.has(id));
  }, [queue.items, entries]);
  const selection = useSelection(items, queue.loading);
  const { current, next, previous, select } = selection;
  const { draft, toggleReason, writeNote } = useDraft(current?.id);
  const [playback] = useState(createPlayback);
  const [missing, setMissing] = useState<"reason" | "note" | null>(null);
  const [said, setSaid] = useState("");
  const stageRef = useRef<HTMLElement>(null);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const clip = useClip(current);
  usePreload(next);

  const currentId = current?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clip begins without the complaint about the last
  useEffect(() => {
    setMissing(null);
    scrollTo({ top: 0 });
  }, [currentId]);

  const noteNeeded = queue.reasons.some(
    ({ code, noteRequired }) => noteRequired && draft.reasons.includes(code),
  );
  const approveBlocked =
    clip.matches === false ? reviewCopy.fileDiffers : clip.failed ? reviewCopy.clipMissing : null;

  const decide = (decision: ReviewDecision) => {
    const file = fileOf(current, "video");
    if (!current || !file || draft.note.length > noteLengthMax) return;
    const title = current.title ?? reviewCopy.untitled;
    const reasons = decision === "reject" ? draft.reasons : [];
    decisions.decide({
      videoId: current.id,
      title,
      take: current.attemptCount,
      decision,
      reasons,
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
    const lacking = draft.reasons.length === 0 ? "reason" : noteNeeded && !draft.note.trim() ? "note" : null;
    setMissing(lacking);
    if (lacking === "note") noteRef.current?.focus();
    if (lacking === null) decide("reject");
  };
  const undo = () => {
    const taken = decisions.undo();
    if (!taken) return;
    setSaid(reviewCopy.announceUndone(taken.title));
    select(taken.videoId);
  };
  const toggle = (code: string) => {
    setMissing(null);
    toggleReason(code);
  };
  const go = (video: VideoSummaryView | undefined) => video && select(video.id);

  return {
    ...{ queue, items, selection, entries, decisions, draft, writeNote, playback, clip, stageRef, noteRef },
    ...{ missing, said, noteNeeded, approveBlocked, approve, reject, undo, toggle },
    timing: timingOf(current),
    waiting: Math.max(0, (queue.summary?.waiting ?? 0) - (queue.items.length - items.length)),
    goNext: () => go(next),
    goPrevious: () => go(previous),
  };
}
export type Room = ReturnType<typeof useRoom>;
