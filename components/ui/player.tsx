"use client";

import { MediaController } from "media-chrome/react";
import { type ReactNode, type RefObject, useRef } from "react";
import { cn } from "./cn.ts";
import { PlayerBar, StartButton } from "./player-bar.tsx";

type VideoRef = RefObject<HTMLVideoElement | null>;

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
  videoRef?: VideoRef;
  /** Asked for when the link stopped working; the moment and the playing go on with the next `src`. */
  onLinkExpired?: () => void;
  /** Plates on the picture, such as "AI generated". */
  children?: ReactNode;
  className?: string;
};

/** Remembers the moment when a link breaks and goes on there once a new one has loaded. */
function useResume(video: VideoRef, onLinkExpired: (() => void) | undefined) {
  const resume = useRef<{ at: number; playing: boolean } | null>(null);
  const remember = () => {
    const element = video.current;
    if (!element || !onLinkExpired || resume.current) return;
    resume.current = { at: element.currentTime, playing: !element.paused };
    onLinkExpired();
  };
  const restore = () => {
    const element = video.current;
    const left = resume.current;
    resume.current = null;
    if (!element || !left) return;
    element.currentTime = left.at;
    if (left.playing) void element.play().catch(() => element.pause());
  };
  return { remember, restore };
}

/** A whole picture on black with a control bar over a scrim. Keys: space or K, arrows, M, F. */
export function Player({ src, poster, title, width, height, hasAudio = false, ...rest }: PlayerProps) {
  const { autoPlay, loop, videoRef, onLinkExpired, children, className } = rest;
  const own = useRef<HTMLVideoElement | null>(null);
  const video = videoRef ?? own;
  const { remember, restore } = useResume(video, onLinkExpired);
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
      <StartButton />
      <PlayerBar video={video} hasAudio={hasAudio} />
    </MediaController>
  );
}
