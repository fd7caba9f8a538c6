import { stat } from "node:fs/promises";
import { ALL_FORMATS, FilePathSource, Input, type InputVideoTrack } from "mediabunny";
import type { ProbeResult, VideoFacts, VideoRefusal } from "./protocol.ts";

const refuse = (code: VideoRefusal["code"], message: string): VideoRefusal => ({ ok: false, code, message });

/** Frames counted to know the rate. */
const packetsForRate = 120;

async function factsOf(input: Input, track: InputVideoTrack, bytes: number): Promise<ProbeResult> {
  const durationSeconds = await input.computeDuration();
  if (!(durationSeconds > 0)) return refuse("zero_duration", "This video has no length.");
  const codec = await track.getCodec();
  if (!codec) return refuse("unreadable", "The pictures of this video are in an unknown format.");
  const stats = await track.computePacketStats(packetsForRate);
  if (!(stats.averagePacketRate > 0)) return refuse("zero_duration", "This video holds no pictures.");
  const format = await input.getFormat();
  const video: VideoFacts = {
    container: format.name.toLowerCase(),
    mimeType: format.mimeType,
    codec,
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    durationSeconds: Math.round(durationSeconds * 1000) / 1000,
    frameRate: Math.round(stats.averagePacketRate * 1000) / 1000,
    hasAudio: (await input.getPrimaryAudioTrack()) !== null,
    bytes,
    rotation: await track.getRotation(),
  };
  return { ok: true, video };
}

/** Container facts of a video file; nothing is decoded. */
export async function probe(path: string): Promise<ProbeResult> {
  const { size } = await stat(path);
  if (size === 0) return refuse("empty", "The file is empty.");
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  try {
    if (!(await input.canRead())) return refuse("unrecognised", "This file is not a video.");
    const track = await input.getPrimaryVideoTrack();
    if (!track) return refuse("no_video_track", "This file has no picture, only sound or data.");
    return await factsOf(input, track, size);
  } catch (error) {
    return refuse("unreadable", `The file is damaged (${error instanceof Error ? error.name : "unknown"}).`);
  } finally {
    input.dispose();
  }
}
