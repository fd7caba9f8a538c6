"use client";

import { Bell, BellRing } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { videoCopy as copy } from "#components/copy/video.ts";
import { Button } from "#components/ui/button.tsx";

/** Asks the browser once; from then on what happens to it also notifies outside of the tab. */
export function NotifyButton({ words = copy.notify }: { words?: string }) {
  const [state, setState] = useState<NotificationPermission | "missing">("default");
  useEffect(() => {
    setState(typeof Notification === "undefined" ? "missing" : Notification.permission);
  }, []);
  if (state === "missing") return null;
  const ask = () =>
    void Notification.requestPermission().then((answer) => {
      setState(answer);
      if (answer === "denied") toast(copy.notifyBlocked);
    });
  const on = state === "granted";
  return (
    <Button icon={on ? BellRing : Bell} className="grow" aria-pressed={on} disabled={on} onClick={ask}>
      {on ? copy.notifyOn : words}
    </Button>
  );
}
