import { z } from "zod";
import { videoEventType } from "./status.ts";

export const storyTones = ["neutral", "good", "warn", "bad"] as const;
export type StoryTone = (typeof storyTones)[number];

/** One line of "What happened to my video?": plain words, in the order in which it happened. */
export const storyLine = z
  .object({
    at: z.iso.datetime(),
    /** What the line is about. */
    kind: z.enum(["event", "finding", "callback", "decision", "money"]),
    /** Of a line about an event: which one. */
    event: videoEventType.nullable(),
    tone: z.enum(storyTones),
    text: z.string(),
    /** Why, what it cost, or what follows from it. */
    detail: z.string().nullable(),
    /** Number of the take it belongs to. */
    take: z.int().nullable(),
    actor: z.string().nullable(),
  })
  .meta({ id: "StoryLine" });
export type StoryLine = z.infer<typeof storyLine>;
