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

type Show = (change: Partial<PlaybackState>) => void;

/** Tells what a video element shows, frame by frame, until the returned function is called. */
function follow(video: HTMLVideoElement, { frameRate, frameCount }: ClipTiming, tell: Show): () => void {
  const show = (seconds: number) => tell({ frame: clampFrame(frameAt(seconds, frameRate), frameCount) });
  const onFrame = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    if (!video.paused) show(mediaTime);
    request = video.requestVideoFrameCallback(onFrame);
  };
  let request = video.requestVideoFrameCallback(onFrame);
  const leaving = new AbortController();
  const on = (name: string, act: () => void) => video.addEventListener(name, act, { signal: leaving.signal });
  on("play", () => tell({ playing: true }));
  on("pause", () => tell({ playing: false }));
  on("seeked", () => {
    if (video.paused) show(video.currentTime);
  });
  return () => {
    video.cancelVideoFrameCallback(request);
    leaving.abort();
  };
}

function setRate(video: HTMLVideoElement, speed: number): void {
  video.defaultPlaybackRate = speed;
  video.playbackRate = speed;
}

function createState() {
  let state: PlaybackState = { frame: 0, playing: false, speed: 1 };
  const listeners = new Set<() => void>();
  const publish: Show = (change) => {
    const next = { ...state, ...change };
    if (next.frame === state.frame && next.playing === state.playing && next.speed === state.speed) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { state: () => state, publish, subscribe };
}

/** The state of the clip on screen, outside React so that only what shows a frame draws again. */
export function createPlayback(): Playback {
  const { state, publish, subscribe } = createState();
  let on: { video: HTMLVideoElement; timing: ClipTiming } | null = null;
  let wanted = false;

  const start = (video: HTMLVideoElement) => video.play().catch(() => publish({ playing: false }));
  const seek = (frame: number) => {
    if (!on) return;
    const target = clampFrame(frame, on.timing.frameCount);
    on.video.currentTime = middleOf(target, on.timing.frameRate);
    publish({ frame: target });
  };
  const setSpeed = (speed: number) => {
    if (on) setRate(on.video, speed);
    publish({ speed });
  };
  const attach: Playback["attach"] = (video, timing) => {
    on = { video, timing };
    setRate(video, state().speed);
    publish({ frame: 0, playing: false });
    const leave = follow(video, timing, publish);
    if (wanted) void start(video);
    return () => {
      leave();
      if (on?.video === video) on = null;
    };
  };
  const pause = () => {
    wanted = false;
    on?.video.pause();
  };
  const play = () => {
    wanted = true;
    if (on) void start(on.video);
  };

  return {
    subscribe,
    state,
    attach,
    seek,
    setSpeed,
    toggle: () => (on?.video.paused ? play() : pause()),
    step: (frames) => {
      pause();
      seek(state().frame + frames);
    },
    changeSpeed: (direction) => setSpeed(speedBeside(state().speed, direction)),
  };
}
