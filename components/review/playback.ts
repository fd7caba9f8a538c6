import { clampFrame, frameAt, middleOf, speedBeside } from "./playback-math.ts";

export type PlaybackState = { frame: number; playing: boolean; speed: number };
export type ClipTiming = { frameRate: number; frameCount: number };

export type Playback = {
  subscribe: (listener: () => void) => () => void;
  state: () => PlaybackState;
  /** Follows a video element until the returned function is called. */
  attach: (video: HTMLVideoElement, timing: ClipTiming) => () => void;
  toggle: () => void;
  step: (frames: number) => void;
  seek: (frame: number) => void;
  changeSpeed: (direction: 1 | -1) => void;
  setSpeed: (speed: number) => void;
};

/** The state of the clip on screen, frame by frame, outside React so that only what shows a frame draws again. */
export function createPlayback(): Playback {
  let state: PlaybackState = { frame: 0, playing: false, speed: 1 };
  let on: { video: HTMLVideoElement; timing: ClipTiming } | null = null;
  let wanted = false;
  const listeners = new Set<() => void>();

  const publish = (change: Partial<PlaybackState>) => {
    const next = { ...state, ...change };
    if (next.frame === state.frame && next.playing === state.playing && next.speed === state.speed) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const start = (video: HTMLVideoElement) => {
    video.play().catch(() => publish({ playing: false }));
  };
  const seek = (frame: number) => {
    if (!on) return;
    const target = clampFrame(frame, on.timing.frameCount);
    on.video.currentTime = middleOf(target, on.timing.frameRate);
    publish({ frame: target });
  };

  const setSpeed = (speed: number) => {
    if (on) {
      on.video.defaultPlaybackRate = speed;
      on.video.playbackRate = speed;
    }
    publish({ speed });
  };

  const attach: Playback["attach"] = (video, timing) => {
    on = { video, timing };
    let request = 0;
    const show = (seconds: number) =>
      publish({ frame: clampFrame(frameAt(seconds, timing.frameRate), timing.frameCount) });
    const follow = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      if (!video.paused) show(mediaTime);
      request = video.requestVideoFrameCallback(follow);
    };
    const began = () => publish({ playing: true });
    const stopped = () => publish({ playing: false });
    const sought = () => video.paused && show(video.currentTime);
    video.defaultPlaybackRate = state.speed;
    video.playbackRate = state.speed;
    publish({ frame: 0, playing: false });
    request = video.requestVideoFrameCallback(follow);
    video.addEventListener("play", began);
    video.addEventListener("pause", stopped);
    video.addEventListener("seeked", sought);
    if (wanted) start(video);
    return () => {
      video.cancelVideoFrameCallback(request);
      video.removeEventListener("play", began);
      video.removeEventListener("pause", stopped);
      video.removeEventListener("seeked", sought);
      if (on?.video === video) on = null;
    };
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    attach,
    seek,
    toggle: () => {
      if (!on) return;
      wanted = on.video.paused;
      if (wanted) start(on.video);
      else on.video.pause();
    },
    step: (frames) => {
      if (!on) return;
      wanted = false;
      on.video.pause();
      seek(state.frame + frames);
    },
    setSpeed,
    changeSpeed: (direction) => setSpeed(speedBeside(state.speed, direction)),
  };
}
