/** Words of the pages that stand in for one that cannot be shown. */
export const failureCopy = {
  missingTitle: "Nothing here",
  missing: "The address may have a typo, or what was here has been taken away.",
  failedTitle: "This page could not be shown",
  failed: "Something went wrong on our side. Nothing you made is lost.",
  reference: (digest: string) => `Reference ${digest}`,
  again: "Try again",
  home: "To the start page",
} as const;
