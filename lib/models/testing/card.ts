import type { ModelCard } from "#lib/contract/model.ts";
import { pictures, seconds } from "../cards/pictures.ts";
import { loadCards } from "../load-cards.ts";

const [plain] = loadCards([
  {
    id: "plain",
    provider: "maker",
    nativeModel: "plain-1",
    name: "Plain",
    vendor: "Maker",
    summary: "A card for tests",
    picture: "footage",
    modes: ["text-to-video", "image-to-video"],
    durations: seconds(3, 10),
    formats: [
      ...pictures("720p", { "16:9": [1280, 720], "9:16": [720, 1280], "3:4": [720, 960] }),
      ...pictures("1080p", { "16:9": [1920, 1080], "9:16": [1080, 1920], "3:4": [1080, 1440] }),
    ],
    tiers: { draft: "720p", final: "1080p" },
    sourceImages: { max: 1, bytesMax: 1_000_000, sidePixelsMin: 300 },
    audio: "optional",
    seed: true,
    negativePrompt: true,
    promptLengthMax: 1000,
    prices: [
      { per: "second", resolution: "720p", audio: false, micros: 50_000 },
      { per: "second", resolution: "720p", audio: true, micros: 80_000 },
      { per: "second", resolution: "1080p", audio: null, micros: 100_000 },
    ],
    webhook: true,
    cancel: true,
    progress: true,
    idempotentSubmit: false,
    expectedSeconds: 60,
    deadlineSeconds: 900,
    pollIntervalSeconds: 5,
    attemptsMax: 3,
    concurrencyMax: 5,
    submitsPerMinuteMax: 30,
    fallbacks: [],
    sunsetAt: null,
    successor: null,
    sources: [{ figures: "limits", source: "made up", readAt: "2026-11-20", confidence: "unverified" }],
  },
]);

/** A whole card for tests, with what the test is about changed. */
export function cardLike(change: Partial<ModelCard> = {}): ModelCard {
  if (!plain) throw new Error("there is no card");
  return { ...plain, name: change.id ?? plain.name, ...change };
}
