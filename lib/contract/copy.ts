import type { VideoStatus } from "./status.ts";

/** What people read for a status, and what they can do next. The one place for these words. */
export const statusCopy: Record<VideoStatus, { text: string; nextStep: string }> = {
  queued: {
    text: "Waiting to start",
    nextStep: "Nothing to do. You can close this tab; it goes on without you.",
  },
  submitted: {
    text: "Generating video",
    nextStep: "Nothing to do. You can close this tab; it goes on without you.",
  },
  processing: {
    text: "Generating video",
    nextStep: "Nothing to do. You can close this tab; it goes on without you.",
  },
  retrying: {
    text: "Trying again",
    nextStep: "Nothing to do. The same prompt and sources are being tried again.",
  },
  completed: {
    text: "Ready for review",
    nextStep: "A reviewer looks at it next. You will see the decision here.",
  },
  approved: { text: "Ready to use", nextStep: "Publish it to get a public page, or download it." },
  published: { text: "Published", nextStep: "Share the public page, or withdraw it." },
  rejected: { text: "Needs changes", nextStep: "Read the reasons, change the prompt and try again." },
  failed: { text: "Generation failed", nextStep: "Try again. You were not charged." },
  canceled: { text: "Canceled", nextStep: "Start it again from the same prompt whenever you like." },
  expired: { text: "Expired", nextStep: "Start it again from the same prompt." },
};
