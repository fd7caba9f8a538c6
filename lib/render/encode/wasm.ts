import { writeFile } from "node:fs/promises";
import { clearTimestamps } from "./boxes.ts";
import type { OpenEncoder } from "./encoder.ts";

/** Puts the index in front of the pictures, so that a player starts before it has the whole file. */
async function remux(bytes: Uint8Array<ArrayBuffer>, fps: number): Promise<Uint8Array> {
  const media = await import("mediabunny");
  const input = new media.Input({ formats: [media.MP4], source: new media.BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error("The encoder wrote no video track");
  const target = new media.BufferTarget();
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const source = new media.EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: fps });
  output.setMetadataTags({ comment: "DRAFT ANIMATIC" });
  await output.start();
  const config = await track.getDecoderConfig();
  if (!config) throw new Error("The encoder wrote no decoder configuration");
  const decoderConfig = {
    ...config,
    colorSpace: { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false },
  } as const;
  let index = 0;
  for await (const packet of new media.EncodedPacketSink(track).packets()) {
    await source.add(packet.clone({ timestamp: index / fps, duration: 1 / fps }), { decoderConfig });
    index++;
  }
  await output.finalize();
  input.dispose();
  if (!target.buffer) throw new Error("The file could not be put in order");
  return new Uint8Array(target.buffer);
}

/** Encodes with a WebAssembly H.264 encoder: slower, larger in memory, and there on every machine. */
export const openWasm: OpenEncoder = async (settings) => {
  const { default: module } = await import("h264-mp4-encoder");
  const encoder = await module.createH264MP4Encoder();
  encoder.width = settings.width;
  encoder.height = settings.height;
  encoder.frameRate = settings.fps;
  encoder.quantizationParameter = 26;
  encoder.speed = 5;
  encoder.groupOfPictures = settings.fps;
  encoder.initialize();
  return {
    name: "wasm",
    add: async (frame) => encoder.addFrameYuv(frame),
    finish: async () => {
      encoder.finalize();
      const file = await remux(Uint8Array.from(encoder.FS.readFile(encoder.outputFilename)), settings.fps);
      encoder.delete();
      clearTimestamps(file);
      await writeFile(settings.path, file);
    },
  };
};
