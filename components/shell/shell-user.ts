"use client";

import { createContext, useContext } from "react";
import type { MeView } from "#lib/contract/people.ts";

const ShellUserContext = createContext<MeView | null>(null);

export const ShellUserProvider = ShellUserContext.Provider;

/** The signed-in person. Throws outside the shell. */
export function useShellUser(): MeView {
  const user = useContext(ShellUserContext);
  if (!user) throw new Error("This part stands inside the shell.");
  return user;
}
