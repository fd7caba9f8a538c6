"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { cn } from "./cn.ts";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  closeLabel?: string;
  /** Buttons, the deciding one last. */
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A question in front of the page; Esc and the backdrop answer "no". */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, closeLabel = "Close", footer, className, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/60 data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
        <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center p-4">
          <Radix.Content
            {...(description ? {} : { "aria-describedby": undefined })}
            className={cn(
              "pointer-events-auto grid max-h-full w-full max-w-110 gap-5 overflow-y-auto rounded-card bg-overlay px-6 py-5 shadow-dialog data-[state=closed]:animate-panel-out data-[state=open]:animate-panel-in",
              className,
            )}
          >
            <header className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1">
              <Radix.Title className="text-section">{title}</Radix.Title>
              <Radix.Close asChild>
                <IconButton label={closeLabel} icon={X} size="xs" className="-mt-1 -mr-2" />
              </Radix.Close>
              {description && (
                <Radix.Description className="col-span-2 text-dense text-muted">
                  {description}
                </Radix.Description>
              )}
            </header>
            {children}
            {footer && <footer className="flex flex-wrap justify-end gap-2">{footer}</footer>}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
