import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { requireUser } from "#lib/auth/session.ts";
import { newId } from "#lib/ids.ts";
import { getMe } from "#lib/people/get-me.ts";
import { requestContext } from "#lib/services.ts";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await requireUser("system:inspect");
  return <Shell user={await getMe(requestContext(user, newId("request")))}>{children}</Shell>;
}
