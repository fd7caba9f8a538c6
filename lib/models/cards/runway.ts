import type { CardInput } from "../load-cards.ts";
import { pictures, seconds, wideAndTall } from "./pictures.ts";

const readAt = "2026-11-20";

const runway = {
  provider: "runway",
  vendor: "Runway",
  picture: "footage",
  durations: seconds(2, 10),
  tiers: { draft: "720p", final: "720p" },
  sourceImages: { max: 1, bytesMax: 16_000_000, sidePixelsMin: 1 },
  audio: "never",
  negativePrompt: false,
  promptLengthMax: 1000,
  webhook: false,
  cancel: true,
  progress: true,
  idempotentSubmit: false,
  deadlineSeconds: 1800,
  pollIntervalSeconds: 5,
  attemptsMax: 3,
  concurrencyMax: 3,
  submitsPerMinuteMax: 60,
  sunsetAt: null,
  successor: null,
  sources: [
    { figures: "limits", source: "@runwayml/sdk 4.20.1, request types", readAt, confidence: "sdk" },
    {
      figures: "prices",
      source: "Runway price page as checked on 2026-10-04",
      readAt,
      confidence: "third-party",
    },
    {
      figures: "behaviour",
      source: "Runway developer docs: tasks, usage tiers",
      readAt,
      confidence: "official",
    },
  ],
} as const satisfies Partial<CardInput>;

export const runwayCards: CardInput[] = [
  {
    ...runway,
    id: "runway-gen4.5",
    nativeModel: "gen4.5",
    name: "Runway Gen-4.5",
    summary: "Silent 720p footage of 2 to 10 seconds, repeatable with a seed",
    modes: ["text-to-video", "image-to-video"],
    formats: pictures("720p", wideAndTall["720p"]),
    seed: true,
    prices: [{ per: "second", resolution: null, audio: null, micros: 120_000 }],
    expectedSeconds: 75,
    fallbacks: ["kling-3.0", "gemini-omni-1.2", "seedance-1.5-pro", "kling-2.6"],
  },
  {
    ...runway,
    id: "runway-gen4-turbo",
    nativeModel: "gen4_turbo",
    name: "Runway Gen-4 Turbo",
    summary: "Brings a picture to life in 720p, quickly and cheaply",
    modes: ["image-to-video"],
    formats: pictures("720p", {
      ...wideAndTall["720p"],
      "1:1": [960, 960],
      "4:3": [1104, 832],
      "3:4": [832, 1104],
      "21:9": [1584, 672],
    }),
    seed: false,
    prices: [{ per: "second", resolution: null, audio: null, micros: 50_000 }],
    expectedSeconds: 40,
    fallbacks: ["kling-2.5-turbo", "kling-2.6", "seedance-1.5-pro"],
  },
];
