/** Words with which a video announces itself. */
export const liveCopy = {
  untitled: "Your video",
  watch: "Watch",
  see: "See why",
  open: "Open",
  finished: (title: string) => `${title} is ready for review`,
  failed: (title: string) => `${title}: generation failed`,
  approved: (title: string) => `${title} is approved`,
  rejected: (title: string) => `${title} needs changes`,
  titleMark: "● ",
} as const;
