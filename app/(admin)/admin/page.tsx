import type { Metadata } from "next";
import { OverviewPage } from "#components/admin/overview-page.tsx";
import { adminCopy } from "#components/copy/admin.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: adminCopy.overview };

export default async function AdminOverviewPage() {
  await requireUser("system:inspect");
  return <OverviewPage />;
}
