"use client";

import { useId } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Switch } from "#components/ui/switch.tsx";

type KeysDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  on: boolean;
  onChange: (on: boolean) => void;
};

/** Every key, and the switch that turns them off. */
export function KeysDialog({ open, onOpenChange, on, onChange }: KeysDialogProps) {
  const id = useId();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={reviewCopy.help} description={reviewCopy.helpLead}>
      <dl className="grid gap-2.5 text-dense">
        {reviewCopy.helpRows.map(({ keys, words }) => (
          <div key={words} className="grid grid-cols-[96px_1fr] items-center gap-3">
            <dt className="flex items-center gap-1.5">
              {keys.map((key) => (key === "–" ? <span key={key}>–</span> : <Kbd key={key}>{key}</Kbd>))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className="flex items-center justify-between gap-4 border-t pt-4">
        <label htmlFor={id} className="grid text-dense">
          <span className="font-medium">{reviewCopy.helpSwitch}</span>
          <span className="text-label text-muted">{reviewCopy.helpSwitchHint}</span>
        </label>
        <Switch id={id} checked={on} onCheckedChange={onChange} />
      </div>
    </Dialog>
  );
}
