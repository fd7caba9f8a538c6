import { type ModelCard, modelCard } from "#lib/contract/model.ts";

/** Every model this installation knows, first choice first. */
export const cards: readonly ModelCard[] = [
  modelCard.parse({
    id: "animatic",
    provider: "animatic",
    name: "Animatic",
    vendor: "built in",
    summary: "A moving storyboard, drawn on this machine and marked as a draft",
    modes: ["text-to-video", "image-to-video"],
    durationSecondsMin: 3,
    durationSecondsMax: 10,
    aspectRatios: ["16:9", "9:16", "1:1", "4:5", "21:9"],
    tiers: ["draft", "final"],
    sourceImagesMax: 1,
    audio: false,
    seed: true,
    negativePrompt: true,
    promptLengthMax: 2500,
    priceMicrosPerSecond: 0,
    webhook: true,
    cancel: true,
    progress: true,
    idempotentSubmit: true,
    expectedSeconds: 12,
    deadlineSeconds: 900,
    pollIntervalSeconds: 1,
    attemptsMax: 3,
    fallbacks: [],
    sunsetAt: null,
  }),
];

export const cardOf = (id: string): ModelCard | undefined => cards.find((card) => card.id === id);
