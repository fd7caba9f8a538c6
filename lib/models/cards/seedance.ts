import type { ModelPrice, PictureFormat, Resolution } from "#lib/contract/model.ts";
import type { CardInput } from "../load-cards.ts";
import { pictures, seconds } from "./pictures.ts";

const readAt = "2026-11-20";

export const smallSizes: PictureFormat[] = [
  ...pictures("480p", {
    "16:9": [864, 496],
    "9:16": [496, 864],
    "1:1": [640, 640],
    "4:3": [752, 560],
    "3:4": [560, 752],
    "21:9": [992, 432],
  }),
  ...pictures("720p", {
    "16:9": [1280, 720],
    "9:16": [720, 1280],
    "1:1": [960, 960],
    "4:3": [1112, 834],
    "3:4": [834, 1112],
    "21:9": [1470, 630],
  }),
];

/** `lines` of the 16:9 picture: 1088 for the 2.0 models, 1080 for the others. */
export const fullSizes = (lines: number): PictureFormat[] =>
  pictures("1080p", {
    "16:9": [1920, lines],
    "9:16": [lines, 1920],
    "1:1": [1440, 1440],
    "4:3": [1664, 1248],
    "3:4": [1248, 1664],
    "21:9": [2206, 946],
  });

/**
 * Micro-USD per second from a price per million tokens: a token is 1024 pixels of a frame, 24 frames a second and one
 * more, which weighs most in the shortest take of four seconds; the largest picture of the resolution counts.
 */
function perSecond(
  of: readonly PictureFormat[],
  resolution: Resolution,
  dollarsPerMillion: number,
  audio: boolean | null = null,
): ModelPrice {
  const areas = of
    .filter((format) => format.resolution === resolution)
    .map(({ width, height }) => width * height);
  const tokens = (Math.max(...areas) * (24 * 4 + 1)) / 4 / 1024;
  return { per: "second", resolution, audio, micros: Math.ceil(tokens * dollarsPerMillion) };
}

const seedance = {
  provider: "seedance",
  vendor: "ByteDance",
  picture: "footage",
  modes: ["text-to-video", "image-to-video"],
  sourceImages: { max: 1, bytesMax: 30_000_000, sidePixelsMin: 300 },
  audio: "optional",
  negativePrompt: false,
  promptLengthMax: 3500,
  webhook: true,
  cancel: true,
  progress: false,
  idempotentSubmit: false,
  deadlineSeconds: 1800,
  pollIntervalSeconds: 5,
  attemptsMax: 3,
  concurrencyMax: 5,
  submitsPerMinuteMax: 30,
  sunsetAt: null,
  successor: null,
  sources: [
    {
      figures: "limits",
      source: "ModelArk video generation guide and API reference",
      readAt,
      confidence: "official",
    },
    {
      figures: "prices",
      source: "ModelArk pricing, tokens of a finished task",
      readAt,
      confidence: "official",
    },
    {
      figures: "behaviour",
      source: "published probe notes; account limits not known",
      readAt,
      confidence: "observed",
    },
  ],
} as const satisfies Partial<CardInput>;

const tall = [...smallSizes, ...fullSizes(1088)];
const exact = [...smallSizes, ...fullSizes(1080)];

export const seedanceCards: CardInput[] = [
  {
    ...seedance,
    id: "seedance-2.5",
    nativeModel: "dreamina-seedance-2-5-260628",
    name: "Seedance 2.5",
    summary: "The longest takes here, up to 30 seconds, with sound on request",
    durations: seconds(4, 30),
    formats: exact,
    tiers: { draft: "720p", final: "1080p" },
    seed: false,
    prices: [perSecond(exact, "480p", 10.7), perSecond(exact, "720p", 10.7), perSecond(exact, "1080p", 11.7)],
    expectedSeconds: 260,
    fallbacks: ["seedance-2.0", "kling-3.0", "veo-3.1"],
  },
  {
    ...seedance,
    id: "seedance-2.0",
    nativeModel: "dreamina-seedance-2-0-260128",
    name: "Seedance 2.0",
    summary: "Six formats up to 15 seconds, with sound on request",
    durations: seconds(4, 15),
    formats: tall,
    tiers: { draft: "720p", final: "1080p" },
    seed: false,
    prices: [perSecond(tall, "480p", 7), perSecond(tall, "720p", 7), perSecond(tall, "1080p", 7.7)],
    expectedSeconds: 150,
    fallbacks: ["atlas-seedance-2.0", "kling-3.0", "gemini-omni-1.2", "seedance-1.5-pro"],
  },
  {
    ...seedance,
    id: "seedance-2.0-fast",
    nativeModel: "dreamina-seedance-2-0-fast-260128",
    name: "Seedance 2.0 Fast",
    summary: "The quicker Seedance 2.0, for drafts",
    durations: seconds(4, 15),
    formats: smallSizes,
    tiers: { draft: "720p", final: null },
    seed: false,
    prices: [perSecond(smallSizes, "480p", 5.6), perSecond(smallSizes, "720p", 5.6)],
    expectedSeconds: 110,
    fallbacks: ["kling-3.0", "gemini-omni-1.2", "seedance-1.5-pro", "kling-2.5-turbo"],
  },
  {
    ...seedance,
    id: "seedance-1.5-pro",
    nativeModel: "seedance-1-5-pro-251215",
    name: "Seedance 1.5 Pro",
    summary: "Low-priced takes with sound on request and a seed",
    durations: seconds(4, 12),
    formats: exact,
    tiers: { draft: "720p", final: "1080p" },
    seed: true,
    prices: (["480p", "720p", "1080p"] as const).flatMap((resolution) => [
      perSecond(exact, resolution, 1.2, false),
      perSecond(exact, resolution, 2.4, true),
    ]),
    expectedSeconds: 90,
    fallbacks: ["replicate-seedance-1-pro", "kling-2.5-turbo", "kling-2.6", "veo-3.1-lite"],
  },
];
