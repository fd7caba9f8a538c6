import { pictureSizes } from "#lib/contract/platform.ts";
import type { CardInput } from "../load-cards.ts";
import { pictures, seconds } from "./pictures.ts";

const ratios = ["16:9", "9:16", "1:1", "4:5", "21:9"] as const;
const drawn = (sizes: Record<(typeof ratios)[number], { width: number; height: number }>) =>
  Object.fromEntries(ratios.map((ratio) => [ratio, [sizes[ratio].width, sizes[ratio].height] as const]));

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
