import { setTimeout as wait } from "node:timers/promises";
import { EncodedPacketSink, type InputVideoTrack } from "mediabunny";

/** One decoded picture as planes of luma and chroma, before rotation. */
export type Picture = {
  width: number;
  height: number;
  planes: Uint8Array;
  format: "I420" | "NV12";
  fullRange: boolean;
  matrix: "bt709" | "bt601";
  seconds: number;
};

type WebCodecs = typeof import("node-webcodecs");
type Decoded = InstanceType<WebCodecs["VideoFrame"]>;

export class NoDecoder extends Error {}

async function loadDecoder(): Promise<WebCodecs> {
  try {
    return (await import("node-webcodecs")).default;
  } catch (error) {
    throw new NoDecoder(error instanceof Error ? error.message : String(error));
  }
}

async function readPicture(frame: Decoded, seconds: number): Promise<Picture> {
  const format = frame.format;
  if (format !== "I420" && format !== "NV12") throw new NoDecoder(`Pictures in ${format} are not supported`);
  const planes = new Uint8Array(frame.allocationSize());
  await frame.copyTo(planes);
  const { matrix, fullRange } = frame.colorSpace;
  return {
    width: frame.codedWidth,
    height: frame.codedHeight,
    planes,
    format,
    fullRange: fullRange === true,
    matrix: matrix === "smpte170m" || matrix === "bt470bg" ? "bt601" : "bt709",
    seconds,
  };
}

const toBytes = (source: AllowSharedBufferSource): Uint8Array<ArrayBuffer> =>
  ArrayBuffer.isView(source)
    ? Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
    : Uint8Array.from(new Uint8Array(source));

/** Waits this long for the last pictures after a flush: some come later than it. */
const settleMs = 3000;

/**
 * Decodes a track once and keeps the pictures at the wanted places (0..1 of the clip), in that order.
 * Times are those of the packets: what the decoder reports is wrong when pictures are stored out of order.
 */
export async function decodeAt(track: InputVideoTrack, places: readonly number[]): Promise<Picture[]> {
  const codecs = await loadDecoder();
  const config = await track.getDecoderConfig();
  if (!config) throw new NoDecoder("The pictures carry no decoder configuration");
  const sink = new EncodedPacketSink(track);
  const times: number[] = [];
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true }))
    times.push(packet.timestamp);
  times.sort((a, b) => a - b);
  const wanted = new Set(places.map((place) => Math.min(times.length - 1, Math.floor(place * times.length))));
  const reading: Promise<Picture>[] = [];
  const faults: Error[] = [];
  let seen = 0;
  const decoder = new codecs.VideoDecoder({
    output: (frame) => {
      const index = seen++;
      if (!wanted.has(index)) return frame.close();
      reading.push(readPicture(frame, times[index] ?? 0).finally(() => frame.close()));
    },
    error: (error) => faults.push(error),
  });
  decoder.configure({
    codec: config.codec,
    ...(config.description ? { description: toBytes(config.description) } : {}),
  });
  for await (const packet of sink.packets()) {
    const { type, data } = packet;
    const timestamp = Math.round(packet.timestamp * 1e6);
    decoder.decode(
      new codecs.EncodedVideoChunk({ type, timestamp, duration: Math.round(packet.duration * 1e6), data }),
    );
    while (decoder.decodeQueueSize > 6 && faults.length === 0) await wait(1);
    if (faults[0]) throw faults[0];
  }
  await decoder.flush();
  const deadline = Date.now() + settleMs;
  while (seen < times.length && Date.now() < deadline && faults.length === 0) await wait(4);
  const pictures = await Promise.all(reading);
  if (faults[0]) throw faults[0];
  if (pictures.length === 0) throw new Error("No picture could be decoded");
  return pictures;
}
