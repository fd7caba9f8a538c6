/** Playing speeds, slowest first. */
export const speeds: readonly number[] = [0.25, 0.5, 1, 1.5, 2];

/** Frames a second where the file does not say. */
export const frameRateDefault = 24;

const roundingSlack = 0.01;

/** The frame on screen at a moment. A frame's own time stamp may be rounded down, hence the slack. */
export function frameAt(seconds: number, frameRate: number): number {
  return Math.max(0, Math.floor(seconds * frameRate + roundingSlack));
}

/** The moment to seek to for a frame: its middle, which no rounding moves to a neighbour. */
export function middleOf(frame: number, frameRate: number): number {
  return (frame + 0.5) / frameRate;
}

export function frameCountOf(durationSeconds: number, frameRate: number): number {
  return Math.max(1, Math.round(durationSeconds * frameRate));
}

export function clampFrame(frame: number, frameCount: number): number {
  return Math.min(Math.max(0, frame), frameCount - 1);
}

/** The next speed up or down; stays at the ends. */
export function speedBeside(speed: number, direction: 1 | -1): number {
  const at = speeds.indexOf(speed);
  const next = Math.min(Math.max(0, (at < 0 ? 2 : at) + direction), speeds.length - 1);
  return speeds[next] ?? 1;
}

/** Whole seconds to print under a strip, thinned until at most `labelsMax` are left. */
export function secondMarks(durationSeconds: number, labelsMax: number): number[] {
  const whole = Math.floor(durationSeconds + roundingSlack);
  let every = 1;
  while (Math.floor(whole / every) + 1 > labelsMax) every += 1;
  return Array.from({ length: Math.floor(whole / every) + 1 }, (_, index) => index * every);
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Frame as `HH:MM:SS:FF`, counted at the rate rounded to whole frames as timecode is. */
export function timecodeAt(frame: number, frameRate: number): string {
  const base = Math.max(1, Math.round(frameRate));
  const seconds = Math.floor(frame / base);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % base]
    .map(two)
    .join(":");
}
