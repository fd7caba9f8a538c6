import type { CardInput } from "../load-cards.ts";
import { pictures, wideAndTall } from "./pictures.ts";

/** What is the same for every model that an aggregator passes on. */
export const footage = {
  picture: "footage",
  modes: ["text-to-video", "image-to-video"],
  progress: false,
  webhook: true,
  idempotentSubmit: false,
  deadlineSeconds: 1800,
  attemptsMax: 3,
  sunsetAt: null,
  successor: null,
} as const satisfies Partial<CardInput>;

export const proKling = pictures("1080p", { ...wideAndTall["1080p"], "1:1": [1440, 1440] });
