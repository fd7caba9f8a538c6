"use client";

import { BookOpen, ChartNoAxesColumn, LogOut, Search, Settings } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { shellCopy } from "#components/copy/shell.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { adminItems, permittedItems } from "./nav.ts";
import { usePalette } from "./palette-state.ts";
import { permissionsHeld, useShellUser } from "./shell-user.ts";
import { type Theme, themeOf } from "./theme.ts";
import { useTheme } from "./use-theme.ts";

const themeWords: Record<Theme, string> = {
  system: shellCopy.themeSystem,
  dark: shellCopy.themeDark,
  light: shellCopy.themeLight,
};

/** Who is signed in, how it looks, and the way out. */
export function AvatarMenu() {
  const user = useShellUser();
  const palette = usePalette();
  return (
    <Menu>
      <MenuTrigger
        aria-label={`${shellCopy.account}: ${user.name}`}
        className="relative grid size-9 place-items-center rounded-full touch:-mr-1.5 touch:size-11"
      >
        <Avatar name={user.name} />
      </MenuTrigger>
      <MenuContent className="w-60">
        <MenuLabel className="grid text-dense text-text">
          {user.name}
          <span className="font-normal text-label text-muted">{shellCopy.roles[user.role]}</span>
        </MenuLabel>
        <MenuSeparator />
        <MenuItem icon={Search} className="tablet:hidden" onSelect={() => palette.setOpen(true)}>
          {shellCopy.searchShort}
        </MenuItem>
        {permittedItems(adminItems, permissionsHeld(user))
          .filter(({ tab }) => !tab)
          .map(({ href, label, icon: Icon }) => (
            <MenuItem key={href} asChild className="tablet:hidden">
              <Link href={href}>
                <Icon aria-hidden className="text-muted" />
                {label}
              </Link>
            </MenuItem>
          ))}
        <MenuItem asChild>
          <Link href="/usage">
            <ChartNoAxesColumn aria-hidden className="text-muted" />
            {shellCopy.usage}
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href="/settings">
            <Settings aria-hidden className="text-muted" />
            {shellCopy.settings}
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href="/docs/api">
            <BookOpen aria-hidden className="text-muted" />
            {shellCopy.apiDocs}
          </Link>
        </MenuItem>
        <ThemeItems />
        <MenuSeparator />
        <MenuItem icon={LogOut} onSelect={() => void signOut({ callbackUrl: "/sign-in" })}>
          {shellCopy.signOut}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

function ThemeItems() {
  const [theme, setTheme] = useTheme();
  return (
    <>
      <MenuSeparator />
      <MenuLabel>{shellCopy.theme}</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={(value) => setTheme(themeOf(value))}>
        {Object.entries(themeWords).map(([value, words]) => (
          <MenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
            {words}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </>
  );
}
