import type { Metadata } from "next";
import { reviewCopy } from "#components/copy/review.ts";
import { ReviewRoom } from "#components/review/review-room.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: reviewCopy.title };

export default async function ReviewPage() {
  await requireUser("reviews:decide");
  return <ReviewRoom />;
}
