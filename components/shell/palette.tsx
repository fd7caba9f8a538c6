"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Film, type LucideIcon, Moon, Plus, Search, Sun } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useDeferredValue, useEffect, useState } from "react";
import { liveCopy } from "#components/copy/live.ts";
import { shellCopy } from "#components/copy/shell.ts";
import { queryKeys } from "#components/live/query-keys.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { call } from "#lib/http/client.ts";
import { adminItems, permittedItems, settingsItem, studioItems } from "./nav.ts";
import { usePalette } from "./palette-state.ts";
import { permissionsHeld, useShellUser } from "./shell-user.ts";
import { useTheme } from "./use-theme.ts";

const itemClass =
  "flex h-10 cursor-default items-center gap-3 rounded-control px-3 text-body data-[selected=true]:bg-hover touch:h-11 [&>svg]:size-4 [&>svg]:text-muted";

function useFoundVideos(search: string) {
  const q = useDeferredValue(search.trim());
  return useQuery({
    queryKey: queryKeys.videoList({ q }, 6),
    queryFn: async ({ signal }) => {
      const page = await call("listVideos", { q, limit: 6 }, { signal });
      return { pages: [page], pageParams: [undefined] };
    },
    enabled: q.length > 1,
  });
}

/** ⌘K: to every page, to the creator's own videos by their words, and to what is done often. */
export function Palette() {
  const { open, setOpen } = usePalette();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [setOpen]);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-black/60 data-[state=open]:animate-fade-in" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-60 w-[calc(100%-2rem)] max-w-140 -translate-x-1/2 overflow-hidden rounded-card bg-overlay shadow-dialog"
        >
          <Dialog.Title className="sr-only">{shellCopy.palette}</Dialog.Title>
          <Results close={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Act = { key: string; words: string; icon: LucideIcon; run: () => void };

/** Pages and deeds whose words hold the search. */
function useActs(search: string, close: () => void) {
  const user = useShellUser();
  const router = useRouter();
  const [, setTheme] = useTheme();
  const go = <T extends string>(href: Route<T>) => {
    close();
    router.push(href);
  };
  const dress = (theme: "dark" | "light") => {
    close();
    setTheme(theme);
  };
  const matches = ({ words }: Act) => words.toLowerCase().includes(search.trim().toLowerCase());
  const pages = permittedItems([...studioItems, ...adminItems, settingsItem], permissionsHeld(user)).map(
    ({ href, label, icon }): Act => ({ key: href, words: label, icon, run: () => go(href) }),
  );
  const deeds: Act[] = [
    { key: "new", words: shellCopy.newVideo, icon: Plus, run: () => go("/create") },
    { key: "dark", words: shellCopy.toDark, icon: Moon, run: () => dress("dark") },
    { key: "light", words: shellCopy.toLight, icon: Sun, run: () => dress("light") },
  ];
  return { pages: pages.filter(matches), deeds: deeds.filter(matches), go };
}

function Results({ close }: { close: () => void }) {
  const [search, setSearch] = useState("");
  const found = useFoundVideos(search);
  const { pages, deeds, go } = useActs(search, close);
  const videos = search.trim().length > 1 ? (found.data?.pages[0]?.items ?? []) : [];
  const empty = videos.length + pages.length + deeds.length === 0;
  return (
    <Command label={shellCopy.palette} loop shouldFilter={false}>
      <div className="flex items-center gap-3 border-border-strong border-b px-4">
        <Search aria-hidden className="size-4 text-muted" />
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder={shellCopy.search}
          className="h-12 grow bg-transparent text-prompt outline-none max-tablet:text-prompt-phone"
        />
        <Kbd>Esc</Kbd>
      </div>
      <Command.List className="max-h-[50dvh] overflow-y-auto p-1.5">
        {empty && (
          <Command.Item disabled value="nothing" className="px-3 py-6 text-center text-dense text-muted">
            {found.isFetching ? shellCopy.paletteSearching : shellCopy.paletteEmpty}
          </Command.Item>
        )}
        <Group heading={shellCopy.videos} shown={videos.length > 0}>
          {videos.map((video) => (
            <Command.Item
              key={video.id}
              value={video.id}
              onSelect={() => go(`/videos/${video.id}`)}
              className={itemClass}
            >
              <Film aria-hidden />
              <span className="min-w-0 grow truncate">{video.title ?? liveCopy.untitled}</span>
              <StatusBadge status={video.status} />
            </Command.Item>
          ))}
        </Group>
        <Acts heading={shellCopy.pages} acts={pages} />
        <Acts heading={shellCopy.actions} acts={deeds} />
      </Command.List>
    </Command>
  );
}

function Acts({ heading, acts }: { heading: string; acts: readonly Act[] }) {
  return (
    <Group heading={heading} shown={acts.length > 0}>
      {acts.map((act) => (
        <Command.Item key={act.key} value={act.key} onSelect={act.run} className={itemClass}>
          <act.icon aria-hidden />
          {act.words}
        </Command.Item>
      ))}
    </Group>
  );
}

type GroupProps = { heading: string; shown: boolean; children: ReactNode };

function Group({ heading, shown, children }: GroupProps) {
  if (!shown) return null;
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-label **:[[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}
