import { z } from "zod";

export const reviewDecisions = ["approve", "reject"] as const;
export const reviewDecision = z.enum(reviewDecisions);
export type ReviewDecision = z.infer<typeof reviewDecision>;

/** Reasons a clip needs changes, in the order of their number keys. The table in the database is seeded from here. */
export const rejectionReasons = [
  { code: "product_shape", label: "Product shape changed", noteRequired: false },
  { code: "label_unreadable", label: "Label or text unreadable", noteRequired: false },
  { code: "face_or_hands", label: "Face or hands distorted", noteRequired: false },
  { code: "rights_unclear", label: "Source rights unclear", noteRequired: false },
  { code: "needs_disclosure", label: "Looks real, needs disclosure", noteRequired: false },
  { code: "unapproved_claim", label: "Implies an unapproved claim", noteRequired: false },
  { code: "quality", label: "Quality", noteRequired: false },
  { code: "other", label: "Other, with note", noteRequired: true },
] as const;

export const reviewReasonView = z
  .object({ code: z.string(), label: z.string(), noteRequired: z.boolean() })
  .meta({ id: "ReviewReason" });
export type ReviewReasonView = z.infer<typeof reviewReasonView>;

export const decideReviewInput = z.strictObject({
  decision: reviewDecision,
  reasons: z.array(z.string().max(64)).max(8).default([]),
  note: z.string().trim().max(1000, "Keep the note to 1,000 characters.").optional(),
  artifactSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "A SHA-256 in hexadecimal.")
    .optional()
    .describe("The file the reviewer looked at; another current file answers 409."),
});
export type DecideReviewInput = z.infer<typeof decideReviewInput>;

export const reviewView = z
  .object({
    id: z.string(),
    decision: reviewDecision,
    reasons: z.array(reviewReasonView),
    note: z.string().nullable(),
    reviewer: z.object({ id: z.string(), name: z.string() }),
    artifactSha256: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Review" });
export type ReviewView = z.infer<typeof reviewView>;
