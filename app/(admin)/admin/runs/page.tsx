import type { Metadata } from "next";
import { RunsPage } from "#components/admin/runs-page.tsx";
import { adminCopy } from "#components/copy/admin.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: adminCopy.runs };

export default async function AdminRunsPage() {
  await requireUser("system:inspect");
  return <RunsPage />;
}
