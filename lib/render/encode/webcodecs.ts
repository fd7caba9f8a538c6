import { writeFile } from "node:fs/promises";
import { clearTimestamps } from "./boxes.ts";
import { bitrateFor, type OpenEncoder } from "./encoder.ts";

const colorSpace = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false } as const;

/** Encodes with node-webcodecs (native, optional). Throws when the package or its binary is not there. */
export const openWebCodecs: OpenEncoder = async (settings) => {
  await import("node-webcodecs/mediabunny");
  const media = await import("mediabunny");
  const target = new media.BufferTarget();
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const source = new media.VideoSampleSource({
    codec: "avc",
    bitrate: bitrateFor(settings),
    keyFrameInterval: 1,
    hardwareAcceleration: "prefer-software",
    onEncoderConfig: (config) => {
      Object.assign(config, { colorSpace });
    },
  });
  output.addVideoTrack(source, { frameRate: settings.fps });
  output.setMetadataTags({ comment: "DRAFT ANIMATIC" });
  await output.start();
  let index = 0;
  return {
    name: "webcodecs",
    add: async (frame) => {
      const sample = new media.VideoSample(frame, {
        format: "I420",
        colorSpace,
        codedWidth: settings.width,
        codedHeight: settings.height,
        timestamp: index++ / settings.fps,
        duration: 1 / settings.fps,
      });
      try {
        await source.add(sample);
      } finally {
        sample.close();
      }
    },
    finish: async () => {
      await output.finalize();
      if (!target.buffer) throw new Error("The encoder gave no file");
      const file = new Uint8Array(target.buffer);
      clearTimestamps(file);
      await writeFile(settings.path, file);
    },
  };
};
