import { z } from "zod";

const imageRefusalCodes = [
  "empty",
  "not_an_image",
  "svg",
  "unsupported_type",
  "animated",
  "too_many_pixels",
  "truncated",
  "too_demanding",
] as const;
const videoRefusalCodes = [
  "empty",
  "unrecognised",
  "no_video_track",
  "zero_duration",
  "unreadable",
  "no_decoder",
  "too_demanding",
] as const;

export const inspectTask = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("probe"), path: z.string() }),
  z.object({ kind: z.literal("stills"), path: z.string(), folder: z.string() }),
  z.object({ kind: z.literal("image"), path: z.string(), outPath: z.string() }),
  z.object({
    kind: z.literal("fit"),
    path: z.string(),
    outPath: z.string(),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
]);
export type InspectTask = z.infer<typeof inspectTask>;

const side = z.number().int().positive();
const imageRefusal = z.object({ ok: z.literal(false), code: z.enum(imageRefusalCodes), message: z.string() });
const videoRefusal = z.object({ ok: z.literal(false), code: z.enum(videoRefusalCodes), message: z.string() });

const videoFacts = z.object({
  container: z.string(),
  mimeType: z.string(),
  codec: z.string(),
  /** As shown: rotation and pixel shape applied. */
  width: side,
  height: side,
  durationSeconds: z.number().positive(),
  frameRate: z.number().positive(),
  hasAudio: z.boolean(),
  bytes: z.number().int(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
});

const still = z.object({
  path: z.string(),
  mimeType: z.literal("image/jpeg"),
  width: side,
  height: side,
  bytes: z.number().int(),
  sha256: z.string(),
});
const stillFacts = z.object({
  poster: still.extend({ atSeconds: z.number() }),
  sprite: still.extend({ tileWidth: side, tileHeight: side, columns: side, rows: side, count: side }),
});
const imageFacts = z.object({
  width: side,
  height: side,
  mimeType: z.enum(["image/jpeg", "image/webp"]),
  /** What the bytes were, whatever the file was called. */
  originalMimeType: z.enum(["image/jpeg", "image/png", "image/webp"]),
  bytes: z.number().int(),
  sha256: z.string(),
});

export const probeResult = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), video: videoFacts }),
  videoRefusal,
]);
export const stillsResult = z.discriminatedUnion("ok", [
  stillFacts.extend({ ok: z.literal(true) }),
  videoRefusal,
]);
export const imageResult = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), image: imageFacts }),
  imageRefusal,
]);

export const fitResult = z.object({ ok: z.literal(true), bytes: z.number().int() });

export type ProbeResult = z.infer<typeof probeResult>;
export type StillsResult = z.infer<typeof stillsResult>;
export type ImageResult = z.infer<typeof imageResult>;
export type VideoRefusal = z.infer<typeof videoRefusal>;
export type ImageRefusal = z.infer<typeof imageRefusal>;
export type VideoFacts = z.infer<typeof videoFacts>;
