"use client";

import { createContext, useContext } from "react";
import type { MeView } from "#lib/contract/people.ts";
import { type Permission, permissionsOf } from "#lib/contract/role.ts";

/** As much of the signed-in person as the frame needs; a page's `requireUser()` has it. */
export type ShellUser = Pick<MeView, "id" | "name" | "role">;

const ShellUserContext = createContext<ShellUser | null>(null);

export const ShellUserProvider = ShellUserContext.Provider;

/** The signed-in person. Throws outside the shell. */
export function useShellUser(): ShellUser {
  const user = useContext(ShellUserContext);
  if (!user) throw new Error("This part stands inside the shell.");
  return user;
}

export const permissionsHeld = (user: ShellUser): readonly Permission[] => permissionsOf[user.role];
