"use client";

import { ChevronRight, Search } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { shellCopy } from "#components/copy/shell.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { AvatarMenu } from "./avatar-menu.tsx";
import { usePalette } from "./palette-state.ts";

type TopBarProps = {
  title: string;
  /** Quiet words after the title. */
  sub?: ReactNode;
  /** The page above this one. */
  parent?: { href: Route; label: string };
  /** Buttons of this page, the primary one last. */
  children?: ReactNode;
};

/** The head of every signed-in page: its h1, search, actions and account. */
export function TopBar({ title, sub, parent, children }: TopBarProps) {
  return (
    <header className="sticky top-0 z-10 flex h-(--top-bar) items-center gap-3 border-b bg-background px-4 tablet:px-6">
      {parent && (
        <>
          <Link
            href={parent.href}
            className="shrink-0 rounded-tag text-dense text-muted hover:text-text max-tablet:hidden"
          >
            {parent.label}
          </Link>
          <ChevronRight aria-hidden className="size-4 shrink-0 text-muted max-tablet:hidden" />
        </>
      )}
      <h1 className={parent ? "min-w-0 truncate text-section" : "min-w-0 truncate text-title"}>{title}</h1>
      {sub && <div className="min-w-0 truncate text-dense text-muted max-tablet:hidden">{sub}</div>}
      <div className="ml-auto flex shrink-0 items-center gap-3">
        <SearchButton />
        {children}
        <AvatarMenu />
      </div>
    </header>
  );
}

function SearchButton() {
  const palette = usePalette();
  return (
    <button
      type="button"
      onClick={() => palette.setOpen(true)}
      className="flex h-8 w-58 items-center gap-2.5 rounded-control border bg-surface px-3 text-dense text-muted transition-colors hover:border-border-strong max-desk:w-9 max-desk:justify-center max-desk:px-0 max-tablet:hidden touch:h-11"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="max-desk:sr-only">{shellCopy.search}</span>
      <Kbd className="ml-auto max-desk:hidden">⌘K</Kbd>
    </button>
  );
}
