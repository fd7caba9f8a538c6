import { z } from "zod";

export const aspectRatios = ["16:9", "9:16", "1:1", "4:5", "21:9", "4:3", "3:4"] as const;
export const aspectRatio = z.enum(aspectRatios);
export type AspectRatio = z.infer<typeof aspectRatio>;

export const tiers = ["draft", "final"] as const;
export const tier = z.enum(tiers);
export type Tier = z.infer<typeof tier>;

export const platforms = ["youtube", "tiktok", "instagram", "instagram-portrait", "cinema"] as const;
export const platform = z.enum(platforms);
export type Platform = z.infer<typeof platform>;

export const platformPresets: Record<Platform, { name: string; aspectRatio: AspectRatio }> = {
  youtube: { name: "YouTube", aspectRatio: "16:9" },
  tiktok: { name: "TikTok", aspectRatio: "9:16" },
  instagram: { name: "Instagram", aspectRatio: "1:1" },
  "instagram-portrait": { name: "Feed", aspectRatio: "4:5" },
  cinema: { name: "Cinema", aspectRatio: "21:9" },
};

/** Picture size in pixels; draft is 720p class, final 1080p class, every side even as H.264 4:2:0 needs. */
export const pictureSizes: Record<Tier, Record<AspectRatio, { width: number; height: number }>> = {
  draft: {
    "16:9": { width: 1280, height: 720 },
    "9:16": { width: 720, height: 1280 },
    "1:1": { width: 720, height: 720 },
    "4:5": { width: 720, height: 900 },
    "21:9": { width: 1680, height: 720 },
    "4:3": { width: 960, height: 720 },
    "3:4": { width: 720, height: 960 },
  },
  final: {
    "16:9": { width: 1920, height: 1080 },
    "9:16": { width: 1080, height: 1920 },
    "1:1": { width: 1080, height: 1080 },
    "4:5": { width: 1080, height: 1350 },
    "21:9": { width: 2520, height: 1080 },
    "4:3": { width: 1440, height: 1080 },
    "3:4": { width: 1080, height: 1440 },
  },
};
