import { Ban, CircleCheck, CircleX, Loader, type LucideIcon } from "lucide-react";
import type { Tone } from "#components/ui/tag.tsx";
import type { EngineRunSummary, EngineRunView } from "#lib/contract/engine.ts";

export const runLook: Record<EngineRunSummary["status"], { tone: Tone; icon: LucideIcon }> = {
  running: { tone: "info", icon: Loader },
  completed: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  canceled: { tone: "neutral", icon: Ban },
};

/** Seconds with a digit below ten, minutes above: how long a run or step took. */
export function tookOf(from: string, to: string | null, now: number): string {
  const ms = (to ? Date.parse(to) : now) - Date.parse(from);
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}

export type Bar = { left: number; width: number };

/** Where a step lies in its run, in percent of the run's time; null before the step began. */
export function barOf(
  step: EngineRunView["timeline"][number],
  run: Pick<EngineRunView, "startedAt" | "endedAt">,
  now: number,
): Bar | null {
  if (!step.startedAt) return null;
  const begin = Date.parse(run.startedAt);
  const whole = Math.max(1, (run.endedAt ? Date.parse(run.endedAt) : now) - begin);
  const share = (moment: number) => Math.min(100, Math.max(0, ((moment - begin) / whole) * 100));
  const left = Math.min(share(Date.parse(step.startedAt)), 99);
  const end = share(step.endedAt ? Date.parse(step.endedAt) : now);
  return { left, width: Math.max(1, end - left) };
}
