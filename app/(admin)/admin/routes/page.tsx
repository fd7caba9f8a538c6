import type { Metadata } from "next";
import { RoutesPage } from "#components/admin/routes/routes-page.tsx";
import { routeCopy } from "#components/copy/routes.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: routeCopy.title };

export default async function AdminRoutesPage() {
  await requireUser("system:inspect");
  return <RoutesPage />;
}
