import type { CardInput } from "../load-cards.ts";
import { footage, proKling } from "./aggregated.ts";
import { seconds } from "./pictures.ts";
import { smallSizes } from "./seedance.ts";

const readAt = "2026-11-20";

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
