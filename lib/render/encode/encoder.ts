/** Pictures in, one finished MP4 out. Frames are I420, BT.709 limited range, in display order. */
export type EncoderSettings = { width: number; height: number; fps: number; path: string };

export type FrameEncoder = {
  readonly name: "webcodecs" | "wasm";
  add(frame: Uint8Array): Promise<void>;
  /** Writes the file; the encoder is spent afterwards. */
  finish(): Promise<void>;
};

export type OpenEncoder = (settings: EncoderSettings) => Promise<FrameEncoder>;

/** Bits per second that keep grain and dark gradients whole at this size. */
export function bitrateFor({ width, height, fps }: EncoderSettings): number {
  return Math.round(Math.min(12e6, Math.max(1e6, width * height * fps * 0.16)));
}
