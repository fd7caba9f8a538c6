"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { shellCopy } from "#components/copy/shell.ts";
import { announce } from "#components/live/announce.ts";
import { QueryProvider } from "#components/live/query-provider.tsx";
import { useLive } from "#components/live/use-live.ts";
import { Toaster } from "#components/ui/toaster.tsx";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { Palette } from "./palette.tsx";
import { PaletteProvider } from "./palette-state.ts";
import { Rail } from "./rail.tsx";
import { permissionsHeld, type ShellUser, ShellUserProvider } from "./shell-user.ts";
import { TabBar } from "./tab-bar.tsx";
import { useWaiting } from "./use-waiting.ts";

type ShellProps = { user: ShellUser; children: ReactNode };

/** What stands around every signed-in page: rail or tab bar, palette, toasts, and the live connection. */
export function Shell({ user, children }: ShellProps) {
  return (
    <QueryProvider>
      <ShellUserProvider value={user}>
        <TooltipProvider delayDuration={400}>
          <Frame user={user}>{children}</Frame>
          <Toaster />
        </TooltipProvider>
      </ShellUserProvider>
    </QueryProvider>
  );
}

function Frame({ user, children }: ShellProps) {
  const router = useRouter();
  const badges = useWaiting(user);
  const open = useCallback((id: string) => router.push(`/videos/${id}`), [router]);
  const connected = useLive(user.id, (message, video) => announce(message, video, open));
  const [paletteOpen, setOpen] = useState(false);
  const palette = useMemo(() => ({ open: paletteOpen, setOpen }), [paletteOpen]);
  return (
    <PaletteProvider value={palette}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-control bg-inverse px-4 py-2 font-medium text-on-inverse focus:translate-y-0"
      >
        {shellCopy.skip}
      </a>
      <div className="flex min-h-dvh">
        <Rail held={permissionsHeld(user)} badges={badges} />
        <main
          id="content"
          tabIndex={-1}
          className="flex min-w-0 grow flex-col outline-none max-tablet:pb-(--tab-bar)"
        >
          {children}
        </main>
      </div>
      <TabBar held={permissionsHeld(user)} badges={badges} />
      <Palette />
      {!connected && (
        <p
          role="status"
          className="fixed bottom-4 left-1/2 z-50 -translate-x-1/2 rounded-control bg-overlay px-4 py-2 text-dense text-muted shadow-pop max-tablet:bottom-19"
        >
          {shellCopy.reconnecting}
        </p>
      )}
    </PaletteProvider>
  );
}
