import {
  Activity,
  CalendarClock,
  ChartNoAxesColumn,
  Clapperboard,
  LayoutGrid,
  ListVideo,
  type LucideIcon,
  Plug,
  Settings,
  Siren,
  Split,
  Users,
  Workflow,
} from "lucide-react";
import type { Route } from "next";
import { shellCopy } from "#components/copy/shell.ts";
import type { Permission } from "#lib/contract/role.ts";

export type NavItem = {
  href: Route;
  label: string;
  icon: LucideIcon;
  permission?: Permission;
  /** Shown in the tab bar of a phone. */
  tab?: boolean;
  /** Only the exact path is "here", because others lie below it. */
  exact?: boolean;
};

export const studioItems: readonly NavItem[] = [
  { href: "/create", label: shellCopy.create, icon: Clapperboard, tab: true },
  { href: "/library", label: shellCopy.library, icon: LayoutGrid, tab: true },
  { href: "/review", label: shellCopy.review, icon: ListVideo, permission: "reviews:decide", tab: true },
  { href: "/usage", label: shellCopy.usage, icon: ChartNoAxesColumn },
];

export const adminItems: readonly NavItem[] = [
  {
    href: "/admin",
    label: shellCopy.overview,
    icon: Activity,
    permission: "system:inspect",
    exact: true,
    tab: true,
  },
  { href: "/admin/incidents", label: shellCopy.incidents, icon: Siren, permission: "system:inspect" },
  { href: "/admin/people", label: shellCopy.people, icon: Users, permission: "people:manage" },
  { href: "/admin/routes", label: shellCopy.routes, icon: Split, permission: "system:inspect" },
  { href: "/admin/vendors", label: shellCopy.vendors, icon: Plug, permission: "system:inspect" },
  { href: "/admin/calendar", label: shellCopy.calendar, icon: CalendarClock, permission: "system:inspect" },
  { href: "/admin/runs", label: shellCopy.runs, icon: Workflow, permission: "system:inspect" },
];

export const settingsItem: NavItem = { href: "/settings", label: shellCopy.settings, icon: Settings };

export function permittedItems(items: readonly NavItem[], held: readonly Permission[]): NavItem[] {
  return items.filter((item) => !item.permission || held.includes(item.permission));
}

/** Whether a path belongs to an item; a video's page belongs to the library. */
export function isHere(item: NavItem, path: string): boolean {
  if (item.href === "/library" && path.startsWith("/videos/")) return true;
  return path === item.href || (!item.exact && path.startsWith(`${item.href}/`));
}
