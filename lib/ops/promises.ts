/** The fourteen things that may never be false, in plain words; each is a view `invariant_i…` of the database. */
export const promises = {
  I1: "Whatever was accepted exists, with a beginning.",
  I2: "Nothing stays unfinished past its deadline unless an admin was asked to decide.",
  I3: "Every history is a path that the rules of a video allow, and ends where the video is.",
  I4: "Vendors took no more tasks for a video than its history accounts for.",
  I5: "Every task of a vendor belongs to exactly one take.",
  I6: "Every amount that is reserved belongs to an open take, and every take is booked at what it cost.",
  I7: "Every callback is kept and applied at most once.",
  I8: "Every file has its row and every row has its file, unchanged, within an hour.",
  I9: "Everything public was approved once, by somebody else who was allowed to, and is exactly that file.",
  I10: "The same idempotency key answers with the same thing, of the same person.",
  I11: "Histories have no gaps, and the guards against rewriting them are in force.",
  I12: "Nothing public is expired, deleted or rejected.",
  I13: "Every failure says why it failed and what to do next.",
  I14: "No prompt lies outside the sealed table of prompts.",
} as const;
