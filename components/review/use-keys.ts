"use client";

import { useEffect, useRef } from "react";

export type KeyActions = Readonly<Record<string, () => void>>;

const typing = "input, textarea, select, [contenteditable=true]";
const ownArrows = '[role="slider"], [role="radio"], [role="tab"], [role^="menuitem"], [role="option"]';
const pressable = "button, a[href], summary";

function isMeantForElse({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches(typing)) return true;
  if (key === " ") return target.closest(pressable) !== null;
  return /^(Arrow|Home|End)/.test(key) && target.closest(ownArrows) !== null;
}

/** Single keys act while nothing is typed and no dialog is open. Names are those of `KeyboardEvent.key`, lower case. */
export function useKeys(actions: KeyActions, on: boolean): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isMeantForElse(event) || document.querySelector('[role="dialog"]')) return;
      const action = latest.current[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [on]);
}
