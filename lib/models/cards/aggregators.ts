import type { CardInput } from "../load-cards.ts";
import { pictures, seconds, wideAndTall } from "./pictures.ts";
import { fullSizes, smallSizes } from "./seedance.ts";

const readAt = "2026-11-20";

const footage = {
  picture: "footage",
  modes: ["text-to-video", "image-to-video"],
  progress: false,
  webhook: true,
  idempotentSubmit: false,
  deadlineSeconds: 1800,
  attemptsMax: 3,
  sunsetAt: null,
  successor: null,
} as const satisfies Partial<CardInput>;

const proKling = pictures("1080p", { ...wideAndTall["1080p"], "1:1": [1440, 1440] });

const atlas = {
  ...footage,
  provider: "atlas-cloud",
  vendor: "Atlas Cloud",
  sourceImages: { max: 1, bytesMax: 20_000_000, sidePixelsMin: 300 },
  seed: false,
  cancel: false,
  pollIntervalSeconds: 3,
  concurrencyMax: 5,
  submitsPerMinuteMax: 30,
} as const satisfies Partial<CardInput>;

/** The mode is the last part of the vendor's own path, which the adapter adds. */
export const atlasCards: CardInput[] = [
  {
    ...atlas,
    id: "atlas-kling-3.0-pro",
    nativeModel: "kwaivgi/kling-v3.0-pro",
    name: "Kling 3.0 Pro on Atlas Cloud",
    summary: "Silent full HD from Kling 3.0 at an aggregator's price",
    durations: [5, 10],
    formats: proKling,
    tiers: { draft: "1080p", final: "1080p" },
    audio: "never",
    negativePrompt: true,
    promptLengthMax: 2500,
    prices: [{ per: "second", resolution: null, audio: null, micros: 95_000 }],
    expectedSeconds: 90,
    fallbacks: ["kling-2.6", "seedance-1.5-pro", "replicate-seedance-1-pro"],
    sources: [
      { figures: "limits", source: "atlascloud.ai, model page Kling 3.0", readAt, confidence: "official" },
      { figures: "prices", source: "atlascloud.ai, model page Kling 3.0", readAt, confidence: "official" },
    ],
  },
  {
    ...atlas,
    id: "atlas-seedance-2.0",
    nativeModel: "bytedance/seedance-2.0",
    name: "Seedance 2.0 on Atlas Cloud",
    summary: "Seedance 2.0 drafts below the maker's own price",
    durations: seconds(4, 15),
    formats: smallSizes.filter(({ resolution }) => resolution === "720p"),
    tiers: { draft: "720p", final: null },
    audio: "optional",
    negativePrompt: false,
    promptLengthMax: 3500,
    prices: [{ per: "second", resolution: null, audio: null, micros: 127_000 }],
    expectedSeconds: 150,
    fallbacks: ["kling-3.0", "seedance-2.0-fast", "seedance-1.5-pro"],
    sources: [
      { figures: "limits", source: "Atlas Cloud client, model schemas", readAt, confidence: "sdk" },
      { figures: "prices", source: "Atlas Cloud client, price list", readAt, confidence: "sdk" },
    ],
  },
];

const fal = {
  ...footage,
  provider: "fal",
  vendor: "fal",
  sourceImages: { max: 1, bytesMax: 20_000_000, sidePixelsMin: 300 },
  negativePrompt: true,
  promptLengthMax: 2500,
  cancel: true,
  pollIntervalSeconds: 3,
  concurrencyMax: 2,
  submitsPerMinuteMax: 60,
} as const satisfies Partial<CardInput>;

export const falCards: CardInput[] = [
  {
    ...fal,
    id: "fal-kling-3.0-pro",
    nativeModel: "fal-ai/kling-video/v3/pro",
    name: "Kling 3.0 Pro on fal",
    summary: "Silent full HD from Kling 3.0, 3 to 15 seconds",
    durations: seconds(3, 15),
    formats: proKling,
    tiers: { draft: "1080p", final: "1080p" },
    audio: "never",
    seed: false,
    prices: [{ per: "second", resolution: null, audio: null, micros: 224_000 }],
    expectedSeconds: 90,
    fallbacks: ["atlas-kling-3.0-pro", "kling-3.0", "seedance-2.0"],
    sources: [
      { figures: "limits", source: "@fal-ai/client 1.10.1, endpoint types", readAt, confidence: "sdk" },
      { figures: "prices", source: "a published run of 15 s, charged $3.36", readAt, confidence: "observed" },
    ],
  },
  {
    ...fal,
    id: "fal-veo-3.1",
    nativeModel: "fal-ai/veo3.1",
    name: "Veo 3.1 on fal",
    summary: "Veo 3.1 with a plain key: 4, 6 or 8 seconds, sound on request",
    durations: [4, 6, 8],
    formats: [...pictures("720p", wideAndTall["720p"]), ...pictures("1080p", wideAndTall["1080p"])],
    tiers: { draft: "720p", final: "1080p" },
    audio: "optional",
    seed: true,
    prices: [{ per: "second", resolution: null, audio: null, micros: 400_000 }],
    expectedSeconds: 120,
    fallbacks: ["veo-3.1", "veo-3.1-fast", "kling-3.0", "seedance-2.0"],
    sources: [
      { figures: "limits", source: "@fal-ai/client 1.10.1, endpoint types", readAt, confidence: "sdk" },
      {
        figures: "prices",
        source: "not on a page read; Google's own price of Veo 3.1",
        readAt,
        confidence: "unverified",
      },
    ],
  },
];

export const replicateCards: CardInput[] = [
  {
    ...footage,
    id: "replicate-seedance-1-pro",
    provider: "replicate",
    nativeModel: "bytedance/seedance-1-pro",
    name: "Seedance 1 Pro on Replicate",
    summary: "Silent takes in six formats, repeatable with a seed",
    vendor: "Replicate",
    durations: seconds(2, 12),
    formats: [...smallSizes, ...fullSizes(1080)],
    tiers: { draft: "720p", final: "1080p" },
    sourceImages: { max: 1, bytesMax: 20_000_000, sidePixelsMin: 300 },
    audio: "never",
    seed: true,
    negativePrompt: false,
    promptLengthMax: 2500,
    prices: [
      { per: "second", resolution: "480p", audio: null, micros: 30_000 },
      { per: "second", resolution: "720p", audio: null, micros: 60_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 150_000 },
    ],
    cancel: true,
    expectedSeconds: 90,
    pollIntervalSeconds: 3,
    concurrencyMax: 10,
    submitsPerMinuteMax: 60,
    fallbacks: ["seedance-1.5-pro", "kling-2.5-turbo", "kling-2.6"],
    sources: [
      {
        figures: "limits",
        source: "capability table of Seedance 1.0 Pro",
        readAt,
        confidence: "third-party",
      },
      {
        figures: "prices",
        source: "not on a page read; read the model page",
        readAt,
        confidence: "unverified",
      },
      { figures: "behaviour", source: "Replicate OpenAPI and docs", readAt, confidence: "official" },
    ],
  },
];
