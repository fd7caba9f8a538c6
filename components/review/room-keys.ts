"use client";

import type { KeyActions } from "./use-keys.ts";
import { useKeys } from "./use-keys.ts";
import type { Room } from "./use-room.ts";

type Switches = { on: boolean; toggleWipe: () => void; openHelp: () => void };

/** What each single key does in the review room. */
export function useRoomKeys(room: Room, { on, toggleWipe, openHelp }: Switches): void {
  const { playback, queue, timing, verdict, drafting } = room;
  const reasons = queue.reasons
    .slice(0, 9)
    .map(({ code }, index): [string, () => void] => [String(index + 1), () => drafting.toggleReason(code)]);
  const actions: KeyActions = {
    ...Object.fromEntries(reasons),
    j: room.goNext,
    k: room.goPrevious,
    a: verdict.approve,
    r: verdict.reject,
    u: verdict.undo,
    n: () => verdict.noteRef.current?.focus(),
    w: toggleWipe,
    " ": playback.toggle,
    arrowleft: () => playback.step(-1),
    arrowright: () => playback.step(1),
    home: () => playback.seek(0),
    end: () => playback.seek(timing.frameCount - 1),
    ",": () => playback.changeSpeed(-1),
    ".": () => playback.changeSpeed(1),
    "?": openHelp,
  };
  useKeys(actions, on);
}
