import { z } from "zod";

export const artifactTypes = ["video", "poster", "sprite"] as const;
export const artifactType = z.enum(artifactTypes);
export type ArtifactType = z.infer<typeof artifactType>;

export const artifactView = z
  .object({
    id: z.string(),
    type: artifactType,
    mimeType: z.string(),
    bytes: z.int(),
    width: z.int(),
    height: z.int(),
    durationSeconds: z.number().nullable(),
    codec: z.string().nullable(),
    frameRate: z.number().nullable(),
    hasAudio: z.boolean().nullable(),
    sha256: z.string(),
    url: z.string(),
    urlExpiresAt: z.iso.datetime(),
  })
  .meta({ id: "Artifact" });
export type ArtifactView = z.infer<typeof artifactView>;

/** The hover sprite is a grid of equal tiles, read row by row. */
export const spriteGrid = { columns: 5, rows: 2, count: 10, tileWidth: 192 } as const;
