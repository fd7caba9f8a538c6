import type { Metadata } from "next";
import { PeoplePage } from "#components/admin/people-page.tsx";
import { peopleCopy } from "#components/copy/people.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: peopleCopy.title };

export default async function AdminPeoplePage() {
  await requireUser("people:manage");
  return <PeoplePage />;
}
