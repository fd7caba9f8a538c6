import type { CardInput } from "../load-cards.ts";
import { google, wide } from "./google.ts";
import { seconds } from "./pictures.ts";

const readAt = "2026-11-20";

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
