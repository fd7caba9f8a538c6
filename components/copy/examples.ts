/** Prompts to begin with, each with the still it leads to. */
export const examples = [
  {
    name: "Lighthouse in a winter storm",
    prompt:
      "A striped lighthouse on a headland in a winter storm, its beam sweeping through the rain, heavy sea in front. Locked-off wide shot, cold light.",
    platform: "youtube",
    durationSeconds: 6,
  },
  {
    name: "Red umbrella in the rain",
    prompt:
      "A figure with a red umbrella in a rainy city street at night, neon bokeh behind, reflections stretching towards the camera. Slow push-in.",
    platform: "youtube",
    durationSeconds: 5,
  },
  {
    name: "Open sea at golden hour",
    prompt:
      "Open sea at golden hour, long swell, the low sun glittering on the water. Slow pan to the right, warm palette.",
    platform: "youtube",
    durationSeconds: 5,
  },
] as const;
