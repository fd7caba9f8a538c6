import type { Metadata } from "next";
import { IncidentsPage } from "#components/admin/incidents/incidents-page.tsx";
import { incidentCopy } from "#components/copy/incidents.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: incidentCopy.title };

export default async function AdminIncidentsPage() {
  await requireUser("system:inspect");
  return <IncidentsPage />;
}
