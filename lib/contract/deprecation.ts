import { z } from "zod";
import { instant } from "./instant.ts";

/** Days before the last intake from which people are told. */
export const sunsetWarningDays = 30;

export const deprecationStages = ["planned", "soon", "intake_closed", "retired"] as const;

export const deprecationView = z
  .object({
    model: z.string(),
    name: z.string(),
    vendor: z.string(),
    stage: z.enum(deprecationStages),
    sunsetAt: z.iso.date(),
    /** The last moment a video is accepted for it: the sunset less the model's deadline. */
    lastIntakeAt: instant,
    daysLeft: z.int(),
    successor: z.object({ model: z.string(), name: z.string(), available: z.boolean() }).nullable(),
    /** Successor's price of a second less this model's, micro-USD; null without a successor. */
    priceDifferenceMicros: z.int().nullable(),
    routes: z.array(z.string()),
    /** People who used it in the last thirty days. */
    people: z.int(),
    /** Draft clips made with it that were not made again as finals. */
    drafts: z.int(),
    source: z.object({ source: z.string(), readAt: z.iso.date(), confidence: z.string() }).nullable(),
  })
  .meta({ id: "Deprecation" });
export type DeprecationView = z.infer<typeof deprecationView>;

export const deprecationListView = z
  .object({ items: z.array(deprecationView) })
  .meta({ id: "DeprecationList" });
