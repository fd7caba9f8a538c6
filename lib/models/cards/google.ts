import type { CardInput } from "../load-cards.ts";
import { pictures, wideAndTall } from "./pictures.ts";

export const google = {
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

export const wide = [...pictures("720p", wideAndTall["720p"]), ...pictures("1080p", wideAndTall["1080p"])];
