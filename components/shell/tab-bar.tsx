"use client";

import { CircleUserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { shellCopy } from "#components/copy/shell.ts";
import { cn } from "#components/ui/cn.ts";
import type { Permission } from "#lib/contract/role.ts";
import { adminItems, isHere, type NavItem, permittedItems, settingsItem, studioItems } from "./nav.ts";
import type { Badges } from "./use-waiting.ts";

/** The way through the rooms on a phone. */
export function TabBar({ held, badges }: { held: readonly Permission[]; badges: Badges }) {
  const path = usePathname();
  const you: NavItem = { ...settingsItem, label: shellCopy.you, icon: CircleUserRound };
  const items = [...permittedItems([...studioItems, ...adminItems], held).filter((item) => item.tab), you];
  return (
    <nav
      aria-label={shellCopy.mainNav}
      className="fixed inset-x-0 bottom-0 z-10 flex h-(--tab-bar) border-t bg-background pb-[env(safe-area-inset-bottom)] tablet:hidden"
    >
      {items.map((item) => {
        const here = isHere(item, path);
        const badge = badges[item.href === "/admin" ? "/admin/incidents" : item.href];
        return (
          <Link
            key={item.href}
            href={item.href}
            aria-current={here ? "page" : undefined}
            aria-label={badge && `${item.label}, ${badge.words}`}
            className={cn(
              "grid flex-1 place-content-center justify-items-center gap-1",
              here ? "text-text" : "text-muted",
            )}
          >
            <span className="relative">
              <item.icon aria-hidden className="size-5" strokeWidth={1.75} />
              {badge && <span className="absolute -top-0.5 -right-1 size-2 rounded-full bg-accent" />}
            </span>
            <span className="font-medium text-micro">{item.label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
