"use client";

import { Maximize, Minimize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPlayButton,
  MediaPlaybackRateButton,
  MediaTimeDisplay,
  MediaTimeRange,
} from "media-chrome/react";
import { type ReactNode, type RefObject, useRef } from "react";
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
      <div className="player-bar w-full bg-linear-to-t from-scrim to-transparent px-4 pt-12 pb-2">
        <MediaTimeRange className="h-6 w-full" />
        <MediaControlBar className="-mx-3 flex items-center">
          <MediaPlayButton className={buttonClass}>
            <Play slot="play" aria-hidden className={iconClass} />
            <Pause slot="pause" aria-hidden className={iconClass} />
          </MediaPlayButton>
          <MediaTimeDisplay showDuration className="font-medium text-dense" />
          <span className="grow" />
          <MediaPlaybackRateButton
            rates={[0.25, 0.5, 1, 1.5, 2]}
            className={cn(buttonClass, "text-label max-tablet:hidden")}
          />
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
