/** Clips of the seeded demo library: one for each kind of scene that the animatic renderer draws best. */
export const showcase = [
  {
    prompt: "Celadon bottle on wet slate, slow push-in, soft window light",
    platform: "youtube",
    seed: 12,
    durationSeconds: 5,
  },
  { prompt: "Open sea at golden hour, low drone", platform: "youtube", seed: 7, durationSeconds: 6 },
  {
    prompt: "Red umbrella in the rain, neon street at night",
    platform: "tiktok",
    seed: 7,
    durationSeconds: 5,
  },
  { prompt: "Ringed planet drifting, slow orbit", platform: "youtube", seed: 7, durationSeconds: 6 },
  {
    prompt: "Lighthouse on a headland in a winter storm, locked-off wide shot",
    platform: "youtube",
    seed: 7,
    durationSeconds: 6,
  },
  {
    prompt: "A lone tree in a lavender field at golden hour, low drone",
    platform: "instagram-portrait",
    seed: 7,
    durationSeconds: 5,
  },
  { prompt: "Cabin by a fjord under northern lights", platform: "instagram", seed: 7, durationSeconds: 5 },
  {
    prompt: "Terracotta stairs and an arch, sun wandering over the wall",
    platform: "youtube",
    seed: 7,
    durationSeconds: 5,
  },
  {
    prompt: "A paper boat drifting on a neon river at night",
    platform: "cinema",
    seed: 7,
    durationSeconds: 5,
  },
] as const;
