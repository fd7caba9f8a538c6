/** Words of the pages that need no sign-in. */
export const siteCopy = {
  product: "Dailies",
  signIn: "Sign in",
  openStudio: "Open the studio",
  promise: ["Make it.", "Look at it.", "Then publish it."],
  lead: "AI video on your own machine. A person watches every clip before anyone outside does.",
  email: "Email",
  password: "Password",
  showPassword: "Show the password",
  hidePassword: "Hide the password",
  or: "or",
  github: "GitHub",
  google: "Google",
  demo: "Demo on this machine. Password",
  demoRoles: { creator: "Creator", reviewer: "Reviewer", admin: "Admin" },
  footerOpenSource: "Open source, MIT",
  footerPublic: "Public videos",
  footerApi: "API",
  wrong: "That email and password do not match. Check both and try again.",
  tooMany: (when: string) => `Too many tries. You can try again at ${when}.`,
  unavailable: "The app does not answer. Try again in a moment.",
  denied: "This address has no account here. Ask an admin for an invitation.",
  needEmail: "Write your email address.",
  needPassword: "Write your password.",
  gallery: "Published",
  galleryEmpty:
    "Nothing has been published here yet. What a reviewer approves and its maker publishes appears here.",
  galleryBy: (name: string) => `by ${name}`,
  aiGenerated: "AI generated",
  howTitle: "From a prompt to a published video",
  how: [
    {
      title: "Describe it",
      text: "A sentence or an image, a format, a length. The price and what is left of your quota stand on the button before you press it.",
    },
    {
      title: "Watch it being made",
      text: "A real percentage, and where now lies among this installation's own times. Close the tab; it goes on and tells you when it is done.",
    },
    {
      title: "Somebody looks",
      text: "A reviewer approves the exact file or says what to change, with reasons. Only then can it be public, marked as AI generated.",
    },
  ],
  inviteTitle: "Welcome to Dailies",
  inviteText: (email: string) => `${email} was invited. Choose the name that others see, and a password.`,
  inviteName: "Name",
  invitePasswordHint: "At least 10 characters.",
  inviteAccept: "Make my account",
  inviteGone: "This invitation is not valid any more. Ask the person who sent it for a new one.",
} as const;

export const demoAccounts = [
  { role: "creator", email: "creator@demo.local" },
  { role: "reviewer", email: "reviewer@demo.local" },
  { role: "admin", email: "admin@demo.local" },
] as const;
export const demoPassword = "dailies-demo";
