import type { CardInput } from "../load-cards.ts";
import { pictures, seconds, wideAndTall } from "./pictures.ts";

const readAt = "2026-11-20";
const sources: CardInput["sources"] = [
  {
    figures: "limits",
    source: "kling.ai/document-api, model capability tables",
    readAt,
    confidence: "official",
  },
  { figures: "prices", source: "kling.ai/document-api, price list", readAt, confidence: "official" },
  { figures: "behaviour", source: "published wall times and pack sizes", readAt, confidence: "observed" },
];

const kling = {
  provider: "kling",
  vendor: "Kling",
  picture: "footage",
  modes: ["text-to-video", "image-to-video"],
  formats: [
    ...pictures("720p", { ...wideAndTall["720p"], "1:1": [960, 960] }),
    ...pictures("1080p", { ...wideAndTall["1080p"], "1:1": [1440, 1440] }),
  ],
  tiers: { draft: "720p", final: "1080p" },
  sourceImages: { max: 1, bytesMax: 50_000_000, sidePixelsMin: 300 },
  seed: false,
  negativePrompt: false,
  promptLengthMax: 2500,
  webhook: true,
  cancel: false,
  progress: false,
  idempotentSubmit: false,
  deadlineSeconds: 1800,
  pollIntervalSeconds: 5,
  attemptsMax: 3,
  concurrencyMax: 5,
  submitsPerMinuteMax: 30,
  sunsetAt: null,
  successor: null,
  sources,
} as const satisfies Partial<CardInput>;

export const klingCards: CardInput[] = [
  {
    ...kling,
    id: "kling-3.0",
    nativeModel: "kling-3.0",
    name: "Kling 3.0",
    summary: "Footage of up to 15 seconds, with native sound on request",
    durations: seconds(3, 15),
    audio: "optional",
    prices: [
      { per: "second", resolution: "720p", audio: false, micros: 84_000 },
      { per: "second", resolution: "720p", audio: true, micros: 126_000 },
      { per: "second", resolution: "1080p", audio: false, micros: 112_000 },
      { per: "second", resolution: "1080p", audio: true, micros: 168_000 },
    ],
    expectedSeconds: 90,
    fallbacks: ["atlas-kling-3.0-pro", "gemini-omni-1.2", "kling-2.6", "seedance-2.0", "fal-kling-3.0-pro"],
  },
  {
    ...kling,
    id: "kling-3.0-turbo",
    nativeModel: "kling-3.0-turbo",
    name: "Kling 3.0 Turbo",
    summary: "The quicker Kling 3.0; always with sound",
    durations: seconds(3, 15),
    audio: "always",
    prices: [
      { per: "second", resolution: "720p", audio: null, micros: 112_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 140_000 },
    ],
    expectedSeconds: 45,
    fallbacks: ["kling-3.0", "veo-3.1-fast", "veo-3.1-lite", "seedance-2.0-fast", "seedance-1.5-pro"],
  },
  {
    ...kling,
    id: "kling-2.6",
    nativeModel: "kling-2.6",
    name: "Kling 2.6",
    summary: "Five or ten silent seconds at a low price",
    durations: [5, 10],
    audio: "never",
    prices: [
      { per: "second", resolution: "720p", audio: null, micros: 42_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 70_000 },
    ],
    expectedSeconds: 90,
    fallbacks: ["kling-2.5-turbo", "seedance-1.5-pro", "replicate-seedance-1-pro"],
  },
  {
    ...kling,
    id: "kling-2.5-turbo",
    nativeModel: "kling-2.5-turbo",
    name: "Kling 2.5 Turbo",
    summary: "Quick, silent and cheap; for trying things out",
    durations: [5, 10],
    audio: "never",
    prices: [
      { per: "second", resolution: "720p", audio: null, micros: 42_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 70_000 },
    ],
    expectedSeconds: 60,
    fallbacks: ["kling-2.6", "seedance-1.5-pro", "replicate-seedance-1-pro"],
  },
];
