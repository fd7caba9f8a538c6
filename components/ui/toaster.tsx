"use client";

import { Toaster as Sonner } from "sonner";

/** Where toasts appear: bottom right, above the tab bar and a fixed action on a phone. Raise one with `toast()` of sonner. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      offset={16}
      mobileOffset={{ bottom: "calc(var(--tab-bar) + var(--action-bar) + 16px)", left: 16, right: 16 }}
      style={{ fontFamily: "inherit" }}
      duration={6000}
      visibleToasts={3}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "pointer-events-auto flex min-h-11 w-full items-center gap-3 rounded-card bg-overlay px-4 py-2 text-dense text-text shadow-pop [&_[data-content]]:grow",
          description: "text-muted",
          error: "[&_[data-icon]]:text-danger",
          success: "[&_[data-icon]]:text-success",
          actionButton:
            "h-8 shrink-0 rounded-control border border-border-strong bg-raised px-3 font-medium text-dense touch:h-11",
          cancelButton: "h-8 shrink-0 rounded-control px-2 text-dense text-muted touch:h-11",
        },
      }}
    />
  );
}
