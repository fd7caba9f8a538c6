"use client";

import { Link2, Share2 } from "lucide-react";
import { useState } from "react";
import { publicCopy } from "#components/copy/public.ts";
import { Button } from "#components/ui/button.tsx";

type CopyState = "idle" | "copied" | "failed";

const address = (): string => location.origin + location.pathname;

function useCopy(): [CopyState, () => Promise<void>] {
  const [state, setState] = useState<CopyState>("idle");
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(address()).then(
          () => setState("copied"),
          () => setState("failed"),
        )
      : Promise.resolve(setState("failed"));
  return [state, copy];
}

/** Copies the page's address and says so. */
export function CopyLink() {
  const [state, copy] = useCopy();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button icon={Link2} onClick={() => void copy()}>
        {state === "copied" ? publicCopy.copied : publicCopy.copyLink}
      </Button>
      <p role="status" className={state === "failed" ? "text-label text-muted" : "sr-only"}>
        {state === "failed" ? publicCopy.notCopied : state === "copied" ? publicCopy.copied : ""}
      </p>
    </div>
  );
}

/** The system's own share sheet where there is one, else a copy of the address. */
export function ShareLink({ title }: { title: string }) {
  const [state, copy] = useCopy();
  const share = () => {
    if (!navigator.share) return copy();
    return navigator.share({ title, url: address() }).catch((reason: unknown) => {
      if (!(reason instanceof DOMException && reason.name === "AbortError")) return copy();
    });
  };
  return (
    <Button icon={Share2} onClick={() => void share()}>
      {state === "copied" ? publicCopy.copied : publicCopy.share}
    </Button>
  );
}
