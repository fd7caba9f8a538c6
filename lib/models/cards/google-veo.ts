import type { CardInput } from "../load-cards.ts";
import { google } from "./google.ts";
import { pictures, wideAndTall } from "./pictures.ts";

const readAt = "2026-11-20";

const veo = {
  ...google,
  provider: "google-veo",
  durations: [4, 6, 8],
  formats: [...pictures("720p", wideAndTall["720p"]), ...pictures("1080p", wideAndTall["1080p"], [8])],
  audio: "optional",
  negativePrompt: true,
  webhook: false,
  cancel: false,
  pollIntervalSeconds: 10,
  sources: [
    {
      figures: "limits",
      source: "Google AI docs: Generate videos with Veo 3.1",
      readAt,
      confidence: "official",
    },
    {
      figures: "prices",
      source: "prices of the Gemini API, sound included",
      readAt,
      confidence: "unverified",
    },
    {
      figures: "behaviour",
      source: "Agent Platform docs: Veo API reference",
      readAt,
      confidence: "official",
    },
  ],
} as const satisfies Partial<CardInput>;

export const veoCards: CardInput[] = [
  {
    ...veo,
    id: "veo-3.1",
    nativeModel: "veo-3.1-generate-001",
    name: "Veo 3.1",
    summary: "4, 6 or 8 seconds with sound; full HD in 8",
    prices: [{ per: "second", resolution: null, audio: null, micros: 400_000 }],
    expectedSeconds: 120,
    fallbacks: ["fal-veo-3.1", "veo-3.1-fast", "kling-3.0", "seedance-2.0"],
  },
  {
    ...veo,
    id: "veo-3.1-fast",
    nativeModel: "veo-3.1-fast-generate-001",
    name: "Veo 3.1 Fast",
    summary: "The quicker Veo 3.1, at a quarter of its price",
    prices: [
      { per: "second", resolution: "720p", audio: null, micros: 100_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 120_000 },
    ],
    expectedSeconds: 75,
    fallbacks: ["veo-3.1-lite", "seedance-1.5-pro", "kling-3.0", "gemini-omni-1.2"],
  },
  {
    ...veo,
    id: "veo-3.1-lite",
    nativeModel: "veo-3.1-lite-generate-001",
    name: "Veo 3.1 Lite",
    summary: "The cheapest Veo, still with sound",
    prices: [
      { per: "second", resolution: "720p", audio: null, micros: 50_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 80_000 },
    ],
    expectedSeconds: 60,
    fallbacks: ["seedance-1.5-pro"],
  },
];

const preview = (id: string, name: string, nativeModel: string, prices: CardInput["prices"]): CardInput => ({
  ...veo,
  provider: "google-omni",
  id,
  nativeModel,
  name,
  summary: "Shut down by Google on the Gemini API",
  audio: "always",
  webhook: true,
  prices,
  expectedSeconds: 120,
  fallbacks: [],
  sunsetAt: "2026-10-22",
  successor: "gemini-omni-1.1",
  sources: [
    {
      figures: "limits",
      source: "Google AI docs: Generate videos with Veo 3.1",
      readAt,
      confidence: "official",
    },
    { figures: "prices", source: "Google AI docs: Pricing", readAt, confidence: "official" },
    {
      figures: "sunset",
      source: "deprecation registry and a notice of 2026-10-25",
      readAt,
      confidence: "third-party",
    },
  ],
});

export const veoPreviewCards: CardInput[] = [
  preview("veo-3.1-preview", "Veo 3.1 (preview)", "veo-3.1-generate-preview", [
    { per: "second", resolution: null, audio: null, micros: 400_000 },
  ]),
  preview("veo-3.1-fast-preview", "Veo 3.1 Fast (preview)", "veo-3.1-fast-generate-preview", [
    { per: "second", resolution: "720p", audio: null, micros: 100_000 },
    { per: "second", resolution: "1080p", audio: null, micros: 120_000 },
  ]),
  preview("veo-3.1-lite-preview", "Veo 3.1 Lite (preview)", "veo-3.1-lite-generate-preview", [
    { per: "second", resolution: "720p", audio: null, micros: 50_000 },
    { per: "second", resolution: "1080p", audio: null, micros: 80_000 },
  ]),
];
