"use client";

import { Maximize, Minimize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import {
  MediaControlBar,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPlayButton,
  MediaTimeDisplay,
  MediaTimeRange,
} from "media-chrome/react";
import { type RefObject, useState } from "react";

type VideoRef = RefObject<HTMLVideoElement | null>;

const speedLabel = "Speed";
const speeds = [1, 1.5, 2, 0.25, 0.5] as const;
const iconClass = "size-5";
const buttonClass = "min-w-11 rounded-control p-3";

/** Track, play, time, then speed, sound and full screen, over a scrim. */
export function PlayerBar({ video, hasAudio }: { video: VideoRef; hasAudio: boolean }) {
  return (
    <div className="player-bar w-full bg-linear-to-t from-scrim to-transparent px-4 pt-12 pb-2">
      <MediaTimeRange className="h-6 w-full" />
      <MediaControlBar className="-mx-3 flex items-center">
        <MediaPlayButton className={buttonClass}>
          <Play slot="play" aria-hidden className={iconClass} />
          <Pause slot="pause" aria-hidden className={iconClass} />
        </MediaPlayButton>
        <MediaTimeDisplay showDuration noToggle className="font-medium text-dense" />
        <span className="grow" />
        <SpeedButton video={video} />
        {hasAudio && (
          <MediaMuteButton className={buttonClass}>
            <VolumeX slot="off" aria-hidden className={iconClass} />
            <Volume2 slot="low" aria-hidden className={iconClass} />
            <Volume2 slot="medium" aria-hidden className={iconClass} />
            <Volume2 slot="high" aria-hidden className={iconClass} />
          </MediaMuteButton>
        )}
        <MediaFullscreenButton className={buttonClass}>
          <Maximize slot="enter" aria-hidden className={iconClass} />
          <Minimize slot="exit" aria-hidden className={iconClass} />
        </MediaFullscreenButton>
      </MediaControlBar>
    </div>
  );
}

/** The round button in the middle of a clip that stands still; the bar's button is the one for keyboards. */
export function StartButton() {
  return (
    <MediaPlayButton
      slot="centered-chrome"
      noTooltip
      tabIndex={-1}
      aria-hidden
      className="player-start grid size-14 place-items-center rounded-full bg-plate p-0 tablet:size-18"
    >
      <svg slot="play" aria-hidden viewBox="0 0 24 24" className="ml-1 size-7">
        <path
          fill="#ffffff"
          d="M5 3.9v16.200c0 1.100 1.200 1.800 2.200 1.200l13.300-8.100c.9-.5.9-1.900 0-2.400L7.200 2.700C6.200 2.100 5 2.800 5 3.900z"
        />
      </svg>
      <span slot="pause" />
    </MediaPlayButton>
  );
}

function SpeedButton({ video }: { video: VideoRef }) {
  const [at, setAt] = useState(0);
  const next = () => {
    const after = (at + 1) % speeds.length;
    setAt(after);
    if (video.current) video.current.playbackRate = speeds[after] ?? 1;
  };
  return (
    <button
      type="button"
      onClick={next}
      className="h-11 min-w-11 rounded-control font-medium text-label text-white hover:bg-white/10 max-tablet:hidden"
    >
      <span className="sr-only">{speedLabel} </span>
      {speeds[at]}×
    </button>
  );
}
