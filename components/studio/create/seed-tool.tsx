import { Dices, X } from "lucide-react";
import { createCopy as copy } from "#components/copy/create.ts";
import { seedMax } from "./draft.ts";
import { Tool, type ToolProps } from "./tool.tsx";

const rollSeed = (): number => Math.floor(Math.random() * 1_000_000);

type SeedToolProps = Pick<ToolProps, "off" | "onAsk"> & {
  value: number | null;
  onChange: (seed: number | null) => void;
};

/** The seed: rolled, written or forgotten. */
export function SeedTool({ value, off, onAsk, onChange }: SeedToolProps) {
  if (value === null) {
    return (
      <Tool pressed={false} off={off} onAsk={onAsk} onClick={() => onChange(rollSeed())}>
        <Dices aria-hidden />
        {copy.seed}
      </Tool>
    );
  }
  return (
    <span className="inline-flex h-8 items-center rounded-badge text-dense touch:h-11" title={copy.seedHint}>
      <button
        type="button"
        aria-label={copy.seedRoll}
        title={copy.seedRoll}
        onClick={() => onChange(rollSeed())}
        className="grid h-full w-8 place-items-center rounded-badge hover:bg-hover touch:w-11"
      >
        <Dices aria-hidden className="size-4" />
      </button>
      <input
        aria-label={copy.seedLabel}
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(Math.min(seedMax, Number(event.target.value.replace(/\D/g, "") || 0)))}
        className="h-7 w-24 rounded-tag bg-sunken px-2 font-medium outline-none focus-visible:outline-2"
      />
      <button
        type="button"
        aria-label={copy.seedClear}
        title={copy.seedClear}
        onClick={() => onChange(null)}
        className="grid h-full w-7 place-items-center rounded-badge text-muted hover:text-text touch:w-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
