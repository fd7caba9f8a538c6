"use client";

import { ChevronRight } from "lucide-react";
import { moneyOf } from "#components/copy/format.ts";
import { planCopy } from "#components/copy/plan.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { PlanList } from "#components/studio/plan-list.tsx";
import type { VideoView } from "#lib/contract/video.ts";

function choiceWords({ choice }: VideoView): string {
  const words = [
    choice.model === "auto" ? copy.choiceAuto : copy.choiceOwn,
    choice.useCase && planCopy.useCases[choice.useCase],
    choice.speed === "fast" && copy.choiceFast,
    choice.fallbackAllowed ? copy.choiceFallback : copy.choiceNoFallback,
    choice.priceMaxMicros !== null && copy.choiceCeiling(moneyOf(choice.priceMaxMicros)),
  ];
  return words.filter(Boolean).join(" · ");
}

/** The plan the video was made by, folded away behind what was chosen. */
export function WhyThisModel({ video }: { video: VideoView }) {
  if (!video.plan) return null;
  return (
    <section aria-labelledby="why-title" className="grid gap-2">
      <h2 id="why-title" className="text-section">
        {copy.whyModel}
      </h2>
      <p className="text-dense text-muted">{choiceWords(video)}</p>
      <details className="group">
        <summary className="flex w-fit list-none items-center gap-1.5 rounded-tag text-dense text-muted hover:text-text touch:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-4 group-open:rotate-90" />
          {copy.planShow}
        </summary>
        <div className="mt-3">
          <PlanList plan={video.plan} />
        </div>
      </details>
    </section>
  );
}
