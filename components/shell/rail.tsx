"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { shellCopy } from "#components/copy/shell.ts";
import { cn } from "#components/ui/cn.ts";
import { Logo } from "#components/ui/logo.tsx";
import type { Permission } from "#lib/contract/role.ts";
import { adminItems, isHere, type NavItem, permittedItems, settingsItem, studioItems } from "./nav.ts";
import type { Badges } from "./use-waiting.ts";

type RailProps = { held: readonly Permission[]; badges: Badges };

/** The way through the rooms on a wide screen; words disappear below 1024. */
export function Rail({ held, badges }: RailProps) {
  const admin = permittedItems(adminItems, held);
  return (
    <div className="sticky top-0 z-10 flex h-dvh w-18 shrink-0 flex-col items-stretch border-r bg-background px-1.5 pb-3 max-tablet:hidden">
      <nav
        aria-label={shellCopy.mainNav}
        className="-mx-1.5 flex min-h-0 grow flex-col gap-1 overflow-y-auto px-1.5 [scrollbar-width:none]"
      >
        <Link
          href="/create"
          aria-label={shellCopy.product}
          className="mb-0.5 grid h-14 shrink-0 place-items-center rounded-control"
        >
          <Logo />
        </Link>
        {permittedItems(studioItems, held).map((item) => (
          <RailLink key={item.href} item={item} badge={badges[item.href]} />
        ))}
        {admin.length > 0 && <hr className="mx-3.5 my-2" />}
        {admin.map((item) => (
          <RailLink key={item.href} item={item} badge={badges[item.href]} />
        ))}
        <span className="grow" />
        <RailLink item={settingsItem} quiet />
      </nav>
    </div>
  );
}

type RailLinkProps = { item: NavItem; badge?: Badges[string]; quiet?: boolean };

function RailLink({ item, badge, quiet = false }: RailLinkProps) {
  const here = isHere(item, usePathname());
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      aria-current={here ? "page" : undefined}
      aria-label={quiet ? item.label : undefined}
      title={quiet ? item.label : undefined}
      className={cn(
        "relative grid min-h-11 shrink-0 justify-items-center gap-1 rounded-control py-2 transition-colors hover:bg-hover hover:text-text",
        here ? "bg-raised text-text" : "text-muted",
        quiet && "place-items-center",
      )}
    >
      <span className="relative">
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
        {badge && (
          <span
            aria-hidden
            className="absolute -top-1.5 left-3.5 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-micro text-on-accent"
          >
            {badge.count > 99 ? "99+" : badge.count}
          </span>
        )}
      </span>
      {!quiet && <span className="font-medium text-micro max-desk:sr-only">{item.label}</span>}
      {badge && <span className="sr-only">, {badge.words}</span>}
    </Link>
  );
}
