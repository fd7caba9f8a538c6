import type { CardInput } from "../load-cards.ts";
import { footage, proKling } from "./aggregated.ts";
import { pictures, seconds, wideAndTall } from "./pictures.ts";

const readAt = "2026-11-20";

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
