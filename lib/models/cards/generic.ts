import type { CardInput } from "../load-cards.ts";
import { pictures, seconds, wideAndTall } from "./pictures.ts";

export const genericCards: CardInput[] = [
  {
    id: "seevido",
    provider: "generic",
    nativeModel: "generic",
    name: "SeeVido",
    vendor: "Your own service",
    summary: "Whatever answers the signed-webhook contract under your address",
    picture: "footage",
    modes: ["text-to-video", "image-to-video"],
    durations: seconds(3, 10),
    formats: [
      ...pictures("720p", { ...wideAndTall["720p"], "1:1": [720, 720] }),
      ...pictures("1080p", { ...wideAndTall["1080p"], "1:1": [1080, 1080] }),
    ],
    tiers: { draft: "720p", final: "1080p" },
    sourceImages: { max: 1, bytesMax: 20_000_000, sidePixelsMin: 1 },
    audio: "never",
    seed: true,
    negativePrompt: true,
    promptLengthMax: 2500,
    prices: [
      { per: "second", resolution: "720p", audio: null, micros: 50_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 100_000 },
    ],
    webhook: true,
    cancel: true,
    progress: true,
    idempotentSubmit: true,
    expectedSeconds: 60,
    deadlineSeconds: 900,
    pollIntervalSeconds: 5,
    attemptsMax: 3,
    concurrencyMax: 5,
    submitsPerMinuteMax: 60,
    fallbacks: [],
    sunsetAt: null,
    successor: null,
    sources: [
      { figures: "limits", source: "docs/generic-provider.md", readAt: "2026-11-20", confidence: "official" },
      { figures: "prices", source: "docs/generic-provider.md", readAt: "2026-11-20", confidence: "official" },
    ],
  },
];
