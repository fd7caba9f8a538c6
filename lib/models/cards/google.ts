import type { CardInput } from "../load-cards.ts";
import { pictures, seconds, wideAndTall } from "./pictures.ts";

const readAt = "2026-11-20";

const google = {
  vendor: "Google",
  picture: "footage",
  modes: ["text-to-video", "image-to-video"],
  tiers: { draft: "720p", final: "1080p" },
  sourceImages: { max: 1, bytesMax: 20_000_000, sidePixelsMin: 1 },
  seed: true,
  promptLengthMax: 4000,
  progress: false,
  idempotentSubmit: false,
  deadlineSeconds: 1200,
  attemptsMax: 3,
  concurrencyMax: 5,
  submitsPerMinuteMax: 10,
  sunsetAt: null,
  successor: null,
} as const satisfies Partial<CardInput>;

const wide = [...pictures("720p", wideAndTall["720p"]), ...pictures("1080p", wideAndTall["1080p"])];

/** Micro-USD per second from a price per million output tokens: 5,792 tokens a second at 720p, half as many again at 1080p. */
const perSecond = (dollarsPerMillion: number): CardInput["prices"] => [
  { per: "second", resolution: "720p", audio: null, micros: Math.ceil(5792 * dollarsPerMillion) },
  { per: "second", resolution: "1080p", audio: null, micros: Math.ceil(5792 * 1.5 * dollarsPerMillion) },
];

/** Whether it always comes with sound is not in what was read; its predecessors did. */
const omni = {
  ...google,
  provider: "google-omni",
  formats: wide,
  audio: "always",
  negativePrompt: false,
  webhook: true,
  cancel: true,
  pollIntervalSeconds: 5,
} as const satisfies Partial<CardInput>;

export const omniCards: CardInput[] = [
  {
    ...omni,
    id: "gemini-omni-1.2",
    nativeModel: "gemini-omni-1.2-flash",
    name: "Gemini Omni 1.2 Flash",
    summary: "Google's newest for an API key: 3 to 15 seconds",
    durations: seconds(3, 15),
    prices: perSecond(12.25),
    expectedSeconds: 70,
    fallbacks: ["seedance-1.5-pro", "kling-2.5-turbo", "kling-2.6", "gemini-omni-1.1"],
    sources: [
      { figures: "limits", source: "Google AI docs: Gemini Omni", readAt, confidence: "official" },
      { figures: "prices", source: "secondary price list", readAt, confidence: "third-party" },
      { figures: "behaviour", source: "@google/genai 3.1.0, interactions", readAt, confidence: "sdk" },
    ],
  },
  {
    ...omni,
    id: "gemini-omni-1.1",
    nativeModel: "gemini-omni-1.1-flash",
    name: "Gemini Omni 1.1 Flash",
    summary: "The named replacement for the Veo previews: 3 to 10 seconds",
    durations: seconds(3, 10),
    prices: perSecond(17.5),
    expectedSeconds: 70,
    fallbacks: ["gemini-omni-1.2", "kling-3.0", "seedance-1.5-pro"],
    sources: [
      { figures: "limits", source: "Google AI docs: Gemini Omni", readAt, confidence: "official" },
      { figures: "prices", source: "Google AI docs: Pricing", readAt, confidence: "official" },
      { figures: "behaviour", source: "@google/genai 3.1.0, interactions", readAt, confidence: "sdk" },
    ],
  },
];

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
