import type { QuotaWindow } from "#lib/contract/usage.ts";

/** Words of the usage and settings pages. */
export const usageCopy = {
  title: "Usage",
  plan: (name: string) => `${name} plan`,
  plans: { free: "Free", studio: "Studio", unlimited: "Unlimited" },
  windows: { concurrent: "At once", day: "Today", month: "This month" } satisfies Record<QuotaWindow, string>,
  of: (limit: string) => `of ${limit}`,
  left: (count: string) => `${count} left`,
  full: "Used up",
  resets: (when: string) => `Begins again ${when}`,
  frees: "A place opens when one of your videos ends",
  override: "set for you",
  fromPlan: "from the plan",
  daily: "Videos a day",
  dailyNote: "last 30 days",
  total: (count: string) => `${count} in 30 days`,
  none: "No videos in the last 30 days.",
  emptyAction: "Create one",
  chartDay: (count: number, day: string) => `${day}: ${count === 1 ? "1 video" : `${count} videos`}`,
  note: "Failed videos do not count. Limits come from the plan unless an admin sets one for you.",
} as const;

export const settingsCopy = {
  title: "Settings",
  profile: "You",
  name: "Name",
  nameHint: "Reviewers and public pages show it.",
  email: "Email",
  role: "Role",
  save: "Save",
  saved: "Saved",
  look: "Look",
  themeHint: "Kept in this browser. Clips always stand on dark.",
  notifications: "Notifications",
  notificationsText:
    "A finished video marks the tab's title and shows a notice. The browser can tell you outside of the tab too.",
  session: "Session",
  sessionText: "Ends the session in this browser. Your videos go on.",
} as const;
