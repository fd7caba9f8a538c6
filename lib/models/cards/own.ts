import { pictureSizes } from "#lib/contract/platform.ts";
import type { CardInput } from "../load-cards.ts";
import { pictures, seconds, wideAndTall } from "./pictures.ts";

const ratios = ["16:9", "9:16", "1:1", "4:5", "21:9"] as const;
const drawn = (sizes: Record<(typeof ratios)[number], { width: number; height: number }>) =>
  Object.fromEntries(ratios.map((ratio) => [ratio, [sizes[ratio].width, sizes[ratio].height] as const]));

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

/** The renderer queues by itself: its cap and its rate only have to be out of the way. */
export const animaticCards: CardInput[] = [
  {
    id: "animatic",
    provider: "animatic",
    nativeModel: "animatic",
    name: "Animatic",
    vendor: "built in",
    summary: "A moving storyboard, drawn on this machine and marked as a draft",
    picture: "storyboard",
    modes: ["text-to-video", "image-to-video"],
    durations: seconds(3, 10),
    formats: [
      ...pictures("720p", drawn(pictureSizes.draft)),
      ...pictures("1080p", drawn(pictureSizes.final)),
    ],
    tiers: { draft: "720p", final: "1080p" },
    sourceImages: { max: 1, bytesMax: 50_000_000, sidePixelsMin: 1 },
    audio: "never",
    seed: true,
    negativePrompt: true,
    promptLengthMax: 2500,
    prices: [{ per: "second", resolution: null, audio: null, micros: 0 }],
    webhook: true,
    cancel: true,
    progress: true,
    idempotentSubmit: true,
    expectedSeconds: 12,
    deadlineSeconds: 900,
    pollIntervalSeconds: 1,
    attemptsMax: 3,
    concurrencyMax: 1000,
    submitsPerMinuteMax: 6000,
    fallbacks: [],
    sunsetAt: null,
    successor: null,
    sources: [
      { figures: "limits", source: "lib/render", readAt: "2026-11-20", confidence: "official" },
      {
        figures: "prices",
        source: "drawn here, costs nothing",
        readAt: "2026-11-20",
        confidence: "official",
      },
    ],
  },
];
