import { z } from "zod";
import { line } from "./line.ts";

export const visibilities = ["public"] as const;
export const visibility = z.enum(visibilities);

export const publishVideoInput = z.strictObject({
  title: line(120, "Give it a title.", "Keep the title to 120 characters."),
});
export type PublishVideoInput = z.infer<typeof publishVideoInput>;

export const publicationView = z
  .object({
    slug: z.string(),
    title: z.string(),
    url: z.string(),
    visibility,
    publishedAt: z.iso.datetime(),
  })
  .meta({ id: "Publication" });
export type PublicationView = z.infer<typeof publicationView>;

/** What the public page shows: nothing of the studio, nothing of the prompt. */
export const publishedVideoView = z
  .object({
    slug: z.string(),
    title: z.string(),
    creatorName: z.string(),
    publishedAt: z.iso.datetime(),
    model: z.string(),
    provider: z.string(),
    reviewedBy: z.string(),
    reviewedAt: z.iso.datetime(),
    madeAt: z.iso.datetime(),
    fromImage: z.boolean(),
    width: z.int(),
    height: z.int(),
    durationSeconds: z.number(),
    sha256: z.string(),
    bytes: z.int(),
    videoUrl: z.string(),
    posterUrl: z.string(),
  })
  .meta({ id: "PublishedVideo" });
export type PublishedVideoView = z.infer<typeof publishedVideoView>;
