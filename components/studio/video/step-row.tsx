"use client";

import { Check } from "lucide-react";
import { videoCopy as copy } from "#components/copy/video.ts";
import { useElapsed } from "#components/studio/use-elapsed.ts";
import { cn } from "#components/ui/cn.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { type Step, stepsOf } from "./steps.ts";
import { begunAt } from "./story.ts";

const stateWords = { done: copy.stepDone, now: copy.stepNow, later: copy.stepLater };

/** The six steps: a row on a wide screen, a column on a phone. */
export function StepRow({ video }: { video: VideoView }) {
  const elapsed = useElapsed(begunAt(video));
  const steps = stepsOf(video, elapsed);
  return (
    <ol aria-label={copy.steps} className="grid tablet:grid-cols-6">
      {steps.map((step, index) => (
        <li
          key={step.name}
          aria-current={step.state === "now" ? "step" : undefined}
          className="relative flex gap-3 pb-2 tablet:grid tablet:content-start tablet:gap-2.5 tablet:pb-0"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden
              className={cn(
                "absolute max-tablet:top-5 max-tablet:bottom-0 max-tablet:left-[9.5px] max-tablet:w-px tablet:top-[9.5px] tablet:right-0 tablet:left-5 tablet:h-px",
                steps[index + 1]?.state === "later" ? "bg-border-strong" : "bg-inverse",
              )}
            />
          )}
          <Dot state={step.state} />
          <span className="flex grow justify-between gap-3 pb-1 text-dense tablet:grid tablet:justify-start tablet:gap-0">
            <span className={cn("font-medium", step.state === "later" && "text-muted")}>
              {step.name}
              <span className="sr-only">: {stateWords[step.state]}</span>
            </span>
            <span className={step.state === "now" ? "font-medium text-info" : "text-muted"}>
              {step.detail}&nbsp;
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Dot({ state }: { state: Step["state"] }) {
  return (
    <span
      aria-hidden
      className={cn(
        "relative grid size-5 shrink-0 place-items-center rounded-full",
        state === "done" && "bg-inverse text-on-inverse",
        state === "now" && "border border-info bg-background",
        state === "later" && "border border-control bg-background",
      )}
    >
      {state === "done" && <Check className="size-3" strokeWidth={3} />}
      {state === "now" && <span className="size-2 rounded-full bg-info" />}
    </span>
  );
}
