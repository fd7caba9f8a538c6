import { z } from "zod";

export const assetMimeTypes = ["image/jpeg", "image/png", "image/webp"] as const;
export const assetBytesMax = 20 * 1024 * 1024;
export const assetPixelsMax = 40_000_000;

export const assetView = z
  .object({
    id: z.string(),
    name: z.string(),
    mimeType: z.string(),
    bytes: z.int(),
    width: z.int(),
    height: z.int(),
    sha256: z.string(),
    original: z.object({ bytes: z.int(), sha256: z.string(), mimeType: z.string() }),
    url: z.string(),
    urlExpiresAt: z.iso.datetime(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Asset" });
export type AssetView = z.infer<typeof assetView>;

/** What `useUploadThing("sourceImage")` resolves to: errors inside the callback would vanish, so they are values. */
export const uploadResult = z.union([
  z.object({ asset: assetView }),
  z.object({ refusal: z.object({ code: z.string(), message: z.string() }) }),
]);
export type UploadResult = z.infer<typeof uploadResult>;
