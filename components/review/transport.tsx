"use client";

import { Pause, Play, StepBack, StepForward } from "lucide-react";
import { useSyncExternalStore } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { Button, IconButton } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { ClipTiming, Playback } from "./playback.ts";
import { speeds, timecodeAt } from "./playback-math.ts";

/** Frame keys, play, the time to the frame, speed. */
export function Transport({ playback, timing }: { playback: Playback; timing: ClipTiming }) {
  const state = useSyncExternalStore(playback.subscribe, playback.state, playback.state);
  const { frameRate, frameCount } = timing;
  const top = state.speed === speeds.at(-1);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <IconButton label={reviewCopy.frameBack} icon={StepBack} size="sm" onClick={() => playback.step(-1)} />
      <IconButton
        label={state.playing ? reviewCopy.pause : reviewCopy.play}
        icon={state.playing ? Pause : Play}
        kind="default"
        size="sm"
        onClick={playback.toggle}
      />
      <IconButton
        label={reviewCopy.frameForward}
        icon={StepForward}
        size="sm"
        onClick={() => playback.step(1)}
      />
      <p className="ml-1 text-section">
        <span className="font-medium">{timecodeAt(state.frame, frameRate)}</span>
        <span className="font-normal text-muted max-tablet:hidden">
          {" "}
          / {timecodeAt(frameCount, frameRate)}
        </span>
      </p>
      <div className="ml-auto flex items-center gap-4 text-label text-muted">
        <KeyHint keys={["←", "→"]} words={reviewCopy.frame} />
        <KeyHint keys={[",", "."]} words={reviewCopy.speed} />
        <Button
          kind="ghost"
          size="xs"
          aria-label={reviewCopy.speedNow(state.speed)}
          onClick={() => (top ? playback.setSpeed(speeds[0] ?? 1) : playback.changeSpeed(1))}
          className="-mr-2 min-w-11 text-text"
        >
          {state.speed}×
        </Button>
      </div>
    </div>
  );
}

function KeyHint({ keys, words }: { keys: readonly string[]; words: string }) {
  return (
    <span className="flex items-center gap-1.5 max-desk:hidden">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      <span className="ml-1">{words}</span>
    </span>
  );
}
