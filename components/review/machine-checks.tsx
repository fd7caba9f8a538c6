import { Check as CheckIcon, Loader, Minus, TriangleAlert } from "lucide-react";
import { reviewCopy } from "#components/copy/review.ts";
import { cn } from "#components/ui/cn.ts";
import type { Check } from "./checks.ts";

const looks = {
  pass: { icon: CheckIcon, color: "text-success" },
  differs: { icon: TriangleAlert, color: "text-warn" },
  fact: { icon: Minus, color: "text-muted" },
  checking: { icon: Loader, color: "text-muted animate-turn" },
};

/** What the file says about itself, with values. */
export function MachineChecks({ checks }: { checks: readonly Check[] }) {
  const judged = checks.filter(({ state }) => state === "pass" || state === "differs");
  const passed = judged.filter(({ state }) => state === "pass");
  return (
    <section className="grid content-start gap-2">
      <header className="flex items-baseline justify-between gap-4">
        <h3 className="text-section">{reviewCopy.checks}</h3>
        <span className="text-label text-muted">{reviewCopy.checksPass(passed.length, judged.length)}</span>
      </header>
      <ul className="grid gap-2 text-dense">
        {checks.map(({ key, label, value, state }) => {
          const { icon: Icon, color } = looks[state];
          return (
            <li key={key} className="grid grid-cols-[16px_auto_1fr] gap-2">
              <Icon aria-hidden className={cn("mt-0.5 size-4", color)} />
              <span>{label}</span>
              <span className="text-right font-medium text-muted">{value}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
