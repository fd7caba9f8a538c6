import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { requireUser } from "#lib/auth/session.ts";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { id, name, role } = await requireUser();
  return <Shell user={{ id, name, role }}>{children}</Shell>;
}
