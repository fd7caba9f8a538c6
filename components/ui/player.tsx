"use client";

import { Maximize, Minimize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPlayButton,
  MediaTimeDisplay,
  MediaTimeRange,
} from "media-chrome/react";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { cn } from "./cn.ts";

type PlayerProps = {
  src: string;
  poster?: string;
  /** Accessible name of the clip. */
  title: string;
  width: number;
  height: number;
  hasAudio?: boolean;
  autoPlay?: boolean;
  loop?: boolean;
  videoRef?: RefObject<HTMLVideoElement | null>;
  /** Asked for when the link stopped working; the moment and the playing go on with the next `src`. */
  onLinkExpired?: () => void;
  /** Plates on the picture, such as "AI generated". */
  children?: ReactNode;
  className?: string;
};

const speedLabel = "Speed";
const iconClass = "size-5";
const buttonClass = "min-w-11 rounded-control p-3";

/** A whole picture on black with a control bar over a scrim. Keys: space or K, arrows, M, F. */
export function Player(props: PlayerProps) {
  const {
    src,
    poster,
    title,
    width,
    height,
    hasAudio,
    autoPlay,
    loop,
    videoRef,
    onLinkExpired,
    children,
    className,
  } = props;
  const own = useRef<HTMLVideoElement | null>(null);
  const video = videoRef ?? own;
  const resume = useRef<{ at: number; playing: boolean } | null>(null);

  const remember = () => {
    const element = video.current;
    if (!element || !onLinkExpired || resume.current) return;
    resume.current = { at: element.currentTime, playing: !element.paused };
    onLinkExpired();
  };
  const restore = () => {
    const element = video.current;
    const at = resume.current;
    resume.current = null;
    if (!element || !at) return;
    element.currentTime = at.at;
    if (at.playing) void element.play().catch(() => element.pause());
  };

  return (
    <MediaController
      aria-label={title}
      className={cn("media-player on-media group block overflow-hidden bg-black", className)}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <video
        ref={video}
        slot="media"
        src={src}
        poster={poster}
        width={width}
        height={height}
        preload="metadata"
        playsInline
        autoPlay={autoPlay}
        loop={loop}
        muted={autoPlay}
        aria-label={title}
        tabIndex={-1}
        onError={remember}
        onLoadedMetadata={restore}
        className="size-full object-contain"
      />
      {children}
      <MediaPlayButton
        slot="centered-chrome"
        noTooltip
        tabIndex={-1}
        aria-hidden
        className="player-start grid size-14 place-items-center rounded-full bg-plate p-0 tablet:size-18"
      >
        <PlaySolid />
        <span slot="pause" />
      </MediaPlayButton>
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
    </MediaController>
  );
}

function PlaySolid() {
  return (
    <svg slot="play" aria-hidden viewBox="0 0 24 24" className="ml-1 size-7">
      <path
        fill="#ffffff"
        d="M5 3.9v16.2c0 1.100 1.200 1.800 2.200 1.200l13.300-8.100c.9-.5.9-1.900 0-2.400L7.200 2.700C6.200 2.100 5 2.800 5 3.900z"
      />
    </svg>
  );
}

const speeds = [1, 1.5, 2, 0.25, 0.5] as const;

function SpeedButton({ video }: { video: RefObject<HTMLVideoElement | null> }) {
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
