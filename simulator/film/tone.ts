import { readFile, writeFile } from "node:fs/promises";
import { clearTimestamps } from "#lib/render/encode/boxes.ts";

const sampleRate = 48_000;
const blockSamples = 4_800;
const hertz = 220;
const loudness = 0.02;

function toneBlock(start: number, length: number): Float32Array {
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++)
    samples[i] = Math.sin(((start + i) / sampleRate) * hertz * 2 * Math.PI) * loudness;
  return samples;
}

/** Adds a quiet tone of the film's length to an MP4, in place. False where this machine encodes no AAC. */
export async function addTone(path: string, durationSeconds: number, fps: number): Promise<boolean> {
  const media = await import("mediabunny");
  if (!(await media.canEncodeAudio("aac").catch(() => false))) return false;
  const input = new media.Input({
    formats: [media.MP4],
    source: new media.BufferSource(await readFile(path)),
  });
  const track = await input.getPrimaryVideoTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new Error("The film has no pictures to add sound to");
  const target = new media.BufferTarget();
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const pictures = new media.EncodedVideoPacketSource("avc");
  const sound = new media.AudioSampleSource({ codec: "aac", bitrate: 64_000 });
  output.addVideoTrack(pictures, { frameRate: fps });
  output.addAudioTrack(sound);
  await output.start();
  const addPictures = async (): Promise<void> => {
    for await (const packet of new media.EncodedPacketSink(track).packets())
      await pictures.add(packet, { decoderConfig });
    pictures.close();
  };
  const addSound = async (): Promise<void> => {
    const total = Math.floor(durationSeconds * sampleRate);
    for (let at = 0; at < total; at += blockSamples) {
      const data = toneBlock(at, Math.min(blockSamples, total - at));
      const sample = new media.AudioSample({
        data,
        format: "f32",
        numberOfChannels: 1,
        sampleRate,
        timestamp: at / sampleRate,
      });
      await sound.add(sample);
      sample.close();
    }
    sound.close();
  };
  await Promise.all([addPictures(), addSound()]);
  await output.finalize();
  input.dispose();
  if (!target.buffer) throw new Error("The film with sound could not be written");
  const file = new Uint8Array(target.buffer);
  clearTimestamps(file);
  await writeFile(path, file);
  return true;
}
