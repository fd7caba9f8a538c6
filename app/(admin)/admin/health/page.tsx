import type { Metadata } from "next";
import { HealthPage } from "#components/admin/health-page.tsx";
import { adminCopy } from "#components/copy/admin.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: adminCopy.health };

export default async function AdminHealthPage() {
  await requireUser("system:inspect");
  return <HealthPage />;
}
