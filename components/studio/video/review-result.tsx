"use client";

import { WandSparkles } from "lucide-react";
import Link from "next/link";
import { videoCopy as copy } from "#components/copy/video.ts";
import { Ago } from "#components/ui/ago.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import type { VideoView } from "#lib/contract/video.ts";

/** What the reviewer said; a rejected one leads back to the composer with everything filled in. */
export function ReviewResult({ video }: { video: VideoView }) {
  const { review } = video;
  if (!review) return null;
  const rejected = review.decision === "reject";
  return (
    <section className="grid gap-3" aria-labelledby="review-title">
      <header className="flex items-baseline justify-between gap-3">
        <h2 id="review-title" className="text-section">
          {rejected ? copy.rejectedBy(review.reviewer.name) : copy.approvedBy(review.reviewer.name)}
        </h2>
        <Ago at={review.createdAt} className="shrink-0 text-label text-muted" />
      </header>
      {review.reasons.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {review.reasons.map((reason) => (
            <li
              key={reason.code}
              className="rounded-badge bg-tint-rejected px-2 py-0.5 font-medium text-label text-rejected"
            >
              {reason.label}
            </li>
          ))}
        </ul>
      )}
      {review.note && (
        <p className="whitespace-pre-wrap break-words text-dense text-muted">“{review.note}”</p>
      )}
      {rejected && video.isOwn && (
        <Link
          href={{ pathname: "/create", query: { from: video.id } }}
          className={cn(buttonClass({ kind: "primary" }), "w-full")}
        >
          <WandSparkles aria-hidden />
          {copy.changeAndRetry}
        </Link>
      )}
    </section>
  );
}
