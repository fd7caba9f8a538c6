import type { CardInput } from "../load-cards.ts";
import { footage } from "./aggregated.ts";
import { seconds } from "./pictures.ts";
import { fullSizes, smallSizes } from "./seedance.ts";

const readAt = "2026-11-20";

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
